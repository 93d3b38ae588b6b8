package dev.trivium.app.fetch;

/** A package of the npm registry, at one version. */
public record NpmPackage(String name, String version) {
  /** Names, categories and pictures of emoji; data MIT, pictures Apache-2.0; 80 MB unpacked. */
  public static final NpmPackage EMOJI_PICTURES =
      new NpmPackage("emoji-datasource-google", "16.0.0");

  /** Names and keywords of emoji in 27 languages; MIT; 50 MB unpacked. */
  public static final NpmPackage EMOJI_WORDS = new NpmPackage("emojibase-data", "17.0.0");

  /** A MobileNetV2 that was trained to detect things in pictures; Apache-2.0; 43 MB unpacked. */
  public static final NpmPackage MOBILENET_V2 =
      new NpmPackage("@mediapipe/objectron", "0.4.1675468480");

  /** {@code name@version}, as the npm client wants it. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
