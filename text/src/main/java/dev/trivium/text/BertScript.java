package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@link BertEncoder} without what training needs, as one program in TorchScript: a batch is one
 * call into the engine and not some hundred, and attention is one operation there. It holds no
 * weights of its own, but reads those of the encoder as they are. Safe for several threads.
 */
final class BertScript implements AutoCloseable {
  /** The module of a class without attributes, as Python pickles it. */
  private static final String MODULE = "\u0080\u0002c__torch__\nM\n)\u0081}b.";

  /** An empty tuple. */
  private static final String CONSTANTS = "\u0080\u0002).";

  /** Of PyTorch's format, which says what its operations take: since 2021. */
  private static final String VERSION = "10\n";

  private static final String CODE =
      """
      class M(Module):
        __parameters__ = []
        __buffers__ = []
        def forward(self: __torch__.M, ids: Tensor, masks: List[Tensor], w: List[Tensor]) -> Tensor:
          b = torch.size(ids, 0)
          t = torch.size(ids, 1)
          mask: Optional[Tensor] = None
          if torch.gt(torch.len(masks), 0):
            mask = masks[0]
          places = $PLACES
          x = torch.add(torch.add(torch.embedding(w[0], ids), places), torch.select(w[2], 0, 0))
          x = torch.layer_norm(x, [$HIDDEN], w[3], w[4], $EPSILON)
          for i in range($LAYERS):
            o = torch.add(5, torch.mul(i, 12))
            qkv = torch.view(torch.linear(x, w[o], w[torch.add(o, 1)]), [b, t, 3, $HEADS, $SIZE])
            q, k, v = torch.unbind(torch.permute(qkv, [2, 0, 3, 1, 4]), 0)
            a = torch.transpose(torch.scaled_dot_product_attention(q, k, v, mask), 1, 2)
            a = torch.reshape(a, [b, t, $HIDDEN])
            a = torch.add(torch.linear(a, w[torch.add(o, 2)], w[torch.add(o, 3)]), x)
            a = torch.layer_norm(a, [$HIDDEN], w[torch.add(o, 4)], w[torch.add(o, 5)], $EPSILON)
            h = torch.linear(a, w[torch.add(o, 6)], w[torch.add(o, 7)])
            h = $ACTIVATED
            h = torch.add(torch.linear(h, w[torch.add(o, 8)], w[torch.add(o, 9)]), a)
            x = torch.layer_norm(h, [$HIDDEN], w[torch.add(o, 10)], w[torch.add(o, 11)], $EPSILON)
          return x
      """;

  private final PtSymbolBlock script;
  private final IValue weights;

  /**
   * @param weights the encoder's, in the order in which it makes them, until this is closed
   */
  BertScript(PtNDManager manager, BertShape shape, List<NDArray> weights) {
    try {
      script =
          JniUtils.loadModule(
              manager, new ByteArrayInputStream(archive(code(shape))), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a stream in memory
    }
    this.weights = IValue.listFrom(weights.toArray(PtNDArray[]::new));
  }

  /**
   * The last layer's vectors {@code [batch × tokens × hidden]} of ids {@code [batch × tokens]}, as
   * long as their manager.
   *
   * @param mask added to the attention's scores, {@code [batch × 1 × 1 × tokens]}
   */
  NDArray states(NDArray ids, @Nullable NDArray mask) {
    PtNDArray[] masks = mask == null ? new PtNDArray[0] : new PtNDArray[] {(PtNDArray) mask};
    try (IValue first = IValue.from((PtNDArray) ids);
        IValue second = IValue.listFrom(masks);
        IValue result = script.forward(first, second, weights)) {
      return result.toTensor((PtNDManager) ids.getManager());
    }
  }

  @Override
  public void close() {
    weights.close();
    script.close();
  }

  private static String code(BertShape shape) {
    return CODE.replace("$PLACES", places(shape.firstPosition()))
        .replace("$ACTIVATED", activated(shape.activation()))
        .replace("$HIDDEN", Integer.toString(shape.hidden()))
        .replace("$HEADS", Integer.toString(shape.heads()))
        .replace("$SIZE", Integer.toString(shape.hidden() / shape.heads()))
        .replace("$LAYERS", Integer.toString(shape.layers()))
        .replace("$EPSILON", String.format(Locale.ROOT, "%.9e", shape.epsilon()));
  }

  /** As {@link BertEmbeddings} counts them; 3 is int32. */
  private static String places(int firstPosition) {
    if (firstPosition == 0) {
      return "torch.slice(w[1], 0, 0, t, 1)";
    }
    int padding = firstPosition - 1;
    String words = "torch.to(torch.ne(ids, %d), 3)".formatted(padding);
    String counted = "torch.mul(torch.cumsum(%1$s, 1), %1$s)".formatted(words);
    return "torch.embedding(w[1], torch.add(%s, %d))".formatted(counted, padding);
  }

  private static String activated(BertShape.Activation activation) {
    return switch (activation) {
      case GELU -> "torch.gelu(h)";
      case GELU_TANH -> "torch.gelu(h, approximate=\"tanh\")";
      case RELU -> "torch.relu(h)";
    };
  }

  /** The program as PyTorch saves it: a zip of files that are not compressed. */
  private static byte[] archive(String code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "m/data.pkl", MODULE);
      put(zip, "m/code/__torch__.py", code);
      put(zip, "m/constants.pkl", CONSTANTS);
      put(zip, "m/version", VERSION);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
