package dev.trivium.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.trivium.core.TriviumException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorRuntimeTest {
  private static final TensorRuntime RUNTIME = new TensorRuntime();

  @Test
  void aTensorIsCopiedToTheDeviceAndBack() {
    Tensor tensor = new Tensor(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
    try (NDManager manager = RUNTIME.newManager()) {
      NDArray array = TensorRuntime.copy(manager, tensor);
      assertThat(array.getShape().getShape()).containsExactly(2, 3);
      assertThat(array.toFloatArray()).containsExactly(tensor.data());
      assertThat(array.matMul(array.transpose()).toFloatArray()).containsExactly(14, 32, 32, 77);
    }
  }

  @Test
  void managedArraysDoNotGrowOverManySteps() {
    try (NDManager manager = RUNTIME.newManager()) {
      NDArray weight = TensorRuntime.copy(manager, new Tensor(new int[] {8, 8}, new float[64]));
      for (int step = 0; step < 200; step++) {
        try (NDManager batch = manager.newSubManager()) {
          NDArray x = TensorRuntime.copy(batch, new Tensor(new int[] {4, 8}, new float[32]));
          assertThat(x.matMul(weight).add(1f).sum().getFloat()).isEqualTo(32f);
        }
        assertThat(manager.getManagedArrays()).hasSize(1);
      }
    }
  }

  @Test
  void theSameSeedDrawsTheSame() {
    try (NDManager manager = RUNTIME.newManager()) {
      RUNTIME.seed(7);
      float[] once = manager.randomNormal(new ai.djl.ndarray.types.Shape(100)).toFloatArray();
      RUNTIME.seed(7);
      assertThat(manager.randomNormal(new ai.djl.ndarray.types.Shape(100)).toFloatArray())
          .isEqualTo(once);
    }
  }

  @Test
  void aGpuThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new TensorRuntime(TensorSettings.DEFAULT.withDevice("gpu:99")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("device 'gpu:99' is not there: the engine sees")
        .hasMessageContaining("choose cpu");
    assertThat(new TensorRuntime(TensorSettings.DEFAULT.withDevice("auto")).description())
        .startsWith("PyTorch ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu", "", "GPU", "gpu:", "gpu:-1", "gpu:99999999999"})
  void anUnknownDeviceIsNamedWithWhatMayBeChosen(String device) {
    assertThatThrownBy(() -> new TensorSettings(device, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device is '" + device + "'; choose cpu, gpu, gpu:N or auto");
  }

  @Test
  void aNegativeNumberOfThreadsIsNamed() {
    assertThatThrownBy(() -> TensorSettings.DEFAULT.withThreads(-2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads is -2");
  }
}
