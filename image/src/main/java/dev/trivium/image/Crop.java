package dev.trivium.image;

/** Which part of a picture the network sees, always made square. */
public enum Crop {
  /** The whole picture, its longer side squeezed: nothing is lost, proportions are. */
  WHOLE {
    @Override
    Region of(int width, int height) {
      return new Region(0, 0, width, height);
    }
  },

  /** The largest square in the middle: proportions are kept, the ends of the longer side lost. */
  CENTRE {
    @Override
    Region of(int width, int height) {
      int side = Math.min(width, height);
      return new Region((width - side) / 2, (height - side) / 2, side, side);
    }
  };

  /** A rectangle of pixels. */
  record Region(int x, int y, int width, int height) {}

  /** The part of a picture of that size. */
  abstract Region of(int width, int height);
}
