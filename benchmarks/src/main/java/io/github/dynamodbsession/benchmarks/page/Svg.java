package io.github.dynamodbsession.benchmarks.page;

import java.util.Locale;

/**
 * A picture, as text. Written by hand: a library measures texts with the fonts of its machine, so that the same numbers would
 * make another picture elsewhere. Not safe for use by several threads.
 */
public final class Svg {

    private static final String STYLE =
            "text{font:13px sans-serif;fill:#1f2328}.t{font-size:16px;font-weight:bold}.h,.m{font-weight:bold}";

    /** Of everything that is drawn. */
    public static final int WIDTH = 760;

    /** What is left free around it. */
    public static final int MARGIN = 20;

    /** The height of a line of text. */
    public static final int LINE = 16;

    /** Where what is below the title begins. */
    public static final int BELOW_TITLE = MARGIN + 34;

    private final String title;
    private final String style;
    private final StringBuilder body = new StringBuilder();

    /**
     * An empty one.
     *
     * @param title written above everything, and its name for those who do not see it
     * @param style further rules of CSS; there are {@code h} and {@code m} for texts in bold
     */
    public Svg(String title, String style) {
        this.title = title;
        this.style = style;
    }

    /**
     * Writes a text.
     *
     * @param kind its class
     * @param x where it begins
     * @param y its base line
     */
    public void text(String kind, int x, int y, String text) {
        body.append(textElement(kind, x, y, text));
    }

    /**
     * Draws an element without content.
     *
     * @param element its name
     * @param kind its class
     * @param attributes all others, as they are to be
     */
    public void draw(String element, String kind, String attributes) {
        body.append(String.format(Locale.ROOT, "<%s class=\"%s\" %s/>\n", element, kind, attributes));
    }

    /** The whole, of that height. */
    public String ofHeight(int height) {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                                + " role=\"img\" aria-labelledby=\"t\">\n",
                        WIDTH,
                        height,
                        WIDTH,
                        height)
                + "<title id=\"t\">" + escaped(title) + "</title>\n"
                + "<style>" + STYLE + style + "</style>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
                + textElement("t", MARGIN, MARGIN + LINE, title)
                + body
                + "</svg>\n";
    }

    private static String textElement(String kind, int x, int y, String text) {
        return String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", kind, x, y, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
