package dev.trivium.core.tensor;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/** Walks a protobuf message field by field; what nobody asks for is passed over. */
final class ProtoFields {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private ProtoFields() {}

  /** Takes one field, or leaves it where it is and says so. */
  @FunctionalInterface
  interface Taker {
    /** True when the field's value was read. */
    boolean take(int tag) throws IOException;
  }

  /** Takes one number of a packed field. */
  @FunctionalInterface
  interface PackedTaker {
    void take() throws IOException;
  }

  /** A message that fills the rest of the stream. */
  static void walk(CodedInputStream in, Taker taker) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!taker.take(tag) && !in.skipField(tag)) {
        throw new InvalidProtocolBufferException("the end of a group that never began");
      }
    }
  }

  /** The numbers of a packed field: their length in bytes comes first. */
  static void eachPacked(CodedInputStream in, PackedTaker number) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      number.take();
    }
    in.popLimit(outer);
  }

  /** A message that stands in another: its length comes first. */
  static void walkNested(CodedInputStream in, Taker taker) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    walk(in, taker);
    if (in.getBytesUntilLimit() != 0) { // a stream that ends between two fields raises nothing
      throw new InvalidProtocolBufferException("the stream ends within a message");
    }
    in.popLimit(outer);
  }
}
