package io.github.dynamodbsession.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code in a page. If it is a file, the paragraph before it names the file.
 *
 * @param page the page
 * @param line the first line of the block, from 1
 * @param language the language given at the fence
 * @param heading the last heading before it
 * @param introduction the paragraph before it
 * @param text the code
 */
public record Snippet(Page page, int line, String language, String heading, String introduction, String text) {

    private static final Pattern FENCE =
            Pattern.compile("^```([a-z]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);

    private static final Pattern FILE = Pattern.compile("`([\\w./-]*\\w\\.(?:java|xml|properties))`");

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->\\n?", Pattern.DOTALL);

    static List<Snippet> of(Page page) {
        List<Snippet> snippets = new ArrayList<>();
        Matcher fence = FENCE.matcher(page.text());
        while (fence.find()) {
            String before = page.text().substring(0, fence.start());
            snippets.add(new Snippet(
                    page,
                    (int) before.lines().count() + 1,
                    fence.group(1),
                    lastHeading(before),
                    lastParagraph(before),
                    fence.group(2)));
        }
        return snippets;
    }

    private static String lastHeading(String text) {
        String last = "";
        Matcher heading = HEADING.matcher(FENCE.matcher(text).replaceAll(""));
        while (heading.find()) {
            last = heading.group(1);
        }
        return last;
    }

    private static String lastParagraph(String text) {
        String shown = COMMENT.matcher(text).replaceAll("").strip();
        return shown.substring(shown.lastIndexOf("\n\n") + 1);
    }

    /** The file of the block: the last one that the paragraph before it names. */
    public Optional<String> file() {
        Optional<String> last = Optional.empty();
        Matcher file = FILE.matcher(introduction);
        while (file.find()) {
            last = Optional.of(file.group(1));
        }
        return last;
    }

    @Override
    public String toString() {
        return page.path() + ":" + line;
    }
}
