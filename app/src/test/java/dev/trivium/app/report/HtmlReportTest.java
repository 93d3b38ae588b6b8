package dev.trivium.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class HtmlReportTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"'&<!-- {{script}} $1 \\";
  private static final Pattern SHEET = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)");
  private static final Pattern DATA = Pattern.compile("id=\"data\">(.*?)</script>");

  @TempDir Path folder;

  @Test
  void thePageIsWellFormedAndShowsEveryPart() throws Exception {
    String page = page(Samples.full("word"));
    Document parsed = parsed(page);

    assertThat(parsed.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("word");
    assertThat(parsed.getElementsByTagName("article").getLength()).isEqualTo(4);
    assertThat(parsed.getElementsByTagName("tr").getLength()).isEqualTo(4);
    assertThat(page).doesNotContain("{{");
  }

  @Test
  void hostileWordsStayWords() throws Exception {
    String page = page(Samples.full(HOSTILE));
    Document parsed = parsed(page);

    assertThat(parsed.getElementsByTagName("script").getLength()).isEqualTo(2);
    assertThat(parsed.getElementsByTagName("img").getLength()).isZero();
    assertThat(parsed.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(HOSTILE);
    assertThat(data(page).get("name").get(0).asText()).isEqualTo(HOSTILE);
    assertThat(Pattern.compile("</script", Pattern.CASE_INSENSITIVE).matcher(page).results())
        .hasSize(2);
  }

  @Test
  void controlsAndBrokenPairsBecomeTheReplacementMark() {
    assertThat(Html.escape("a\u0000b\ud800c\ufffed\te")).isEqualTo("a\ufffdb\ufffdc\ufffdd e");
    assertThat(Html.escape("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
  }

  @Test
  void nothingIsFetched() throws IOException {
    String page = SHEET.matcher(page(Samples.full("word"))).replaceAll("data:");

    assertThat(page).doesNotContainPattern("(?i)https?:|@import|fetch\\(|XMLHttpRequest");
    assertThat(page).doesNotContainPattern("(src|href)=\"(?!data:)");
    assertThat(page).doesNotContainPattern("url\\((?!data:)");
  }

  @Test
  void theMapSaysWhatWasPutIn() throws IOException {
    List<DemoReport.Item> items = Samples.items(10);
    String page = page(Samples.report(items));
    JsonNode data = data(page);

    assertThat(data.get("categories"))
        .extracting(JsonNode::asText)
        .containsExactly("other", "third");
    for (int i = 0; i < items.size(); i++) {
      assertThat(data.get("name").get(i).asText()).isEqualTo(items.get(i).name());
      assertThat(data.get("x").get(i).asDouble()).isCloseTo(items.get(i).x(), within(0.005));
      assertThat(data.get("y").get(i).asDouble()).isCloseTo(items.get(i).y(), within(0.005));
      assertThat(data.get("category").get(i).asInt()).isEqualTo(i % 3 == 0 ? 1 : 0);
      assertThat(data.get("unseen").get(i).asInt()).isEqualTo(i % 5 == 0 ? 1 : 0);
      assertThat(data.get("nearest").get(i).get(0).asInt()).isEqualTo((i + 1) % 10);
      assertThat(data.get("cosine").get(i).get(0).asDouble()).isEqualTo(0.5);
    }
  }

  @Test
  void everyItemsPictureIsInItsTile() throws IOException {
    String page = page(Samples.report(Samples.items(10)));
    JsonNode data = data(page);
    BufferedImage sheet = sheet(page);
    int tile = data.get("tile").asInt();
    int columns = data.get("columns").asInt();

    for (int i = 0; i < 10; i++) {
      int x = i % columns * tile;
      int y = i / columns * tile;
      Color middle = new Color(sheet.getRGB(x + tile / 2, y + tile / 2), true);
      assertThat(middle.getRed()).isCloseTo(Samples.colour(i).getRed(), within(5));
      assertThat(middle.getGreen()).isCloseTo(Samples.colour(i).getGreen(), within(5));
      assertThat(middle.getBlue()).isCloseTo(Samples.colour(i).getBlue(), within(5));
      assertThat(middle.getAlpha()).isEqualTo(255);
      assertThat(sheet.getRGB(x, y) >>> 24).as("the corner is clear").isZero();
    }
  }

  @Test
  void theSameReportMakesTheSameBytes() throws IOException {
    assertThat(page(Samples.full("word"))).isEqualTo(page(Samples.full("word")));
  }

  @Test
  void aPageOfNineteenHundredPicturesStaysBelowFiveMegabytes() throws IOException {
    assertThat(page(Samples.report(Samples.items(1911))).length()).isLessThan(5_000_000);
  }

  @Test
  void noItemAndOneItemMakeAPageToo() throws Exception {
    parsed(page(Samples.report(List.of())));
    String one = page(Samples.report(List.of(Samples.item(0, "a", "b", List.of()))));
    parsed(one);

    assertThat(data(one).get("name")).hasSize(1);
  }

  @Test
  void theBestIsMarkedAndTheUnknownIsNot() throws IOException {
    String page = page(Samples.report(Samples.items(1)));

    assertThat(page.split("<td class=\"best\">", -1)).hasSize(3);
    assertThat(page)
        .containsPattern("class=\"ours\"><th scope=\"row\">fused</th><td class=\"best\">");
    assertThat(page)
        .contains("<i style=\"width:50.00%\"></i>", "left:48.00%;width:4.00%", "± 0.0200");
    assertThat(page).contains("<span class=\"figure\">–</span>", "<span class=\"figure\">3.0");
  }

  @Test
  void aShareBelowZeroLiesLeftOfIt() throws IOException {
    String page = page(Samples.full("text"));

    assertThat(page)
        .contains(
            "<i class=\"m0\" style=\"left:25.00%;width:75.00%\" title=\"text 0.6000\">",
            "<i class=\"m1\" style=\"left:0.00%;width:25.00%\" title=\"image -0.2000\">",
            "<b style=\"left:25.00%\">");
  }

  @Test
  void anUnreadablePictureIsNamed() {
    DemoReport.Item broken =
        new DemoReport.Item("U+1F4A9", "a", "b", new byte[] {1, 2, 3}, 0, 0, false, List.of());

    assertThatThrownBy(() -> page(Samples.report(List.of(broken))))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "the picture of 'U+1F4A9' (3 bytes) cannot be read for the page; expected a whole PNG,"
                + " JPEG or GIF file");
  }

  @Test
  void anItemThatIsNotThereIsRefused() {
    List<DemoReport.Near> nowhere = List.of(new DemoReport.Near(1, 0.5));

    assertThatThrownBy(() -> Samples.report(List.of(Samples.item(0, "a", "b", nowhere))))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private String page(DemoReport report) throws IOException {
    Path file = folder.resolve("deep/report.html");
    HtmlReport.write(file, report);
    return Files.readString(file);
  }

  private static JsonNode data(String page) throws IOException {
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  private static BufferedImage sheet(String page) throws IOException {
    Matcher sheet = SHEET.matcher(page);
    assertThat(sheet.find()).isTrue();
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(sheet.group(1))));
  }

  /** The page as XML, which is stricter than HTML; script and style are no markup in HTML. */
  private static Document parsed(String page)
      throws ParserConfigurationException, IOException, SAXException {
    String markup =
        page.replace("<!DOCTYPE html>", "")
            .replaceAll("(?s)(<script[^>]*>).*?(</script>)", "$1$2")
            .replaceAll("(?s)(<style>).*?(</style>)", "$1$2");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(markup)));
  }
}
