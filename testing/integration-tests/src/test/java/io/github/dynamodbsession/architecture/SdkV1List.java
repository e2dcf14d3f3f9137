package io.github.dynamodbsession.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of what to delete with SDK v1, from {@code CONTRIBUTING.md}, and the files of a checkout that mention it. A line
 * of the list covers the files and folders that its first column names; of any other folder in there, those whose names its
 * second column has, with or without their ending.
 */
record SdkV1List(Path root, List<Line> lines) {

    private static final String TITLE = "## Deleting SDK v1";

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.+?) \\| (.+) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** The SDK's packages and artifacts, not the names of DynamoDB's errors; the adapter; and both in words. */
    private static final Pattern MENTION = Pattern.compile("com\\.amazonaws\\.(?!dynamodb\\.v2012)"
            + "|<groupId>com\\.amazonaws"
            + "|aws-?sdk-?v1|sdkv1|adapterv1"
            + "|dynamo[.-]v1|Dynamo(Db)?V1|OverV1|_V1\\b"
            + "|aws\\.java\\.v1|aws\\.secretKey"
            + "|SDK v1|SDK (for Java )?[*]{0,2}1\\.\\w|\\b1\\.x\\b");

    /** All of a path, if {@code names} is empty; else what has one of these names. */
    record Line(String path, Set<String> names) {

        boolean covers(String file) {
            if (file.equals(path)) {
                return true;
            }
            if (!path.endsWith("/") || !file.startsWith(path)) {
                return false;
            }
            return names.isEmpty()
                    || Pattern.compile("/")
                            .splitAsStream(file.substring(path.length()))
                            .anyMatch(
                                    name -> names.contains(name) || names.contains(name.replaceFirst("\\.\\w+$", "")));
        }
    }

    static SdkV1List of(Path root) {
        String page = read(root.resolve("CONTRIBUTING.md"));
        int begin = page.indexOf(TITLE);
        if (begin < 0) {
            throw new IllegalStateException("CONTRIBUTING.md has no chapter '" + TITLE + "'");
        }
        int end = page.indexOf("\n## ", begin + 1);
        List<Line> lines = new ArrayList<>();
        Matcher row = ROW.matcher(page.substring(begin, end < 0 ? page.length() : end));
        while (row.find()) {
            Set<String> names = new TreeSet<>(names(row.group(2)));
            boolean isWhole = row.group(2).startsWith("all of it");
            names(row.group(1)).forEach(path -> lines.add(new Line(path, isWhole ? Set.of() : names)));
        }
        return new SdkV1List(root, lines);
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .toList();
    }

    /** Files that mention SDK v1, and are not listed. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(mentions());
        missing.removeIf(file -> lines.stream().anyMatch(line -> line.covers(file)));
        return missing;
    }

    /** Entries that no file needs any more. */
    List<Line> stale() {
        Set<String> mentions = mentions();
        return lines.stream()
                .filter(line -> mentions.stream().noneMatch(line::covers))
                .toList();
    }

    /** By their paths relative to the root, with slashes; excludes build output. */
    private Set<String> mentions() {
        Set<String> found = new TreeSet<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean isSkipped = Set.of("target", "node_modules").contains(name)
                            || (name.startsWith(".") && !name.equals(".github") && !name.equals(".ci"));
                    return isSkipped && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // npm's lock files have ranges of versions, of packages that have nothing to do with it.
                    if (attributes.isRegularFile()
                            && !file.endsWith("package-lock.json")
                            && MENTION.matcher(read(file)).find()) {
                        found.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** As bytes, because some files are images. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
