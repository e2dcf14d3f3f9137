package io.github.dynamodbsession.shown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What the last run of a module's tests left in its folder {@code target}: the reports, with all that was printed; the
 * log at every level, whose place is in {@code testing/logging.properties}; and a recording of all exceptions, as
 * {@code testing/exceptions.jfc} says.
 *
 * @param reports how many classes of tests have a report
 * @param logged how many lines the log has
 * @param thrown how many exceptions were recorded
 * @param whole whether the recording is of all tests that have a report; otherwise some of them were run again
 * @param lines the lines of reports and of the log, and the messages that show something of exceptions that this project
 *     words
 */
record TestOutput(int reports, int logged, int thrown, boolean whole, List<Line> lines) {

    private static final String REPORTS = "surefire-reports";

    /** One of each JVM that the tests ran in. */
    private static final String EXCEPTIONS = "exceptions-\\d+\\.jfr";

    /** JVMs that test side by side do not throw their first exceptions at the same time. */
    private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(10);

    /** What a report has before the first line that a test printed. */
    private static final Pattern BEFORE_THE_FIRST = Pattern.compile("^\\s*<system-(out|err)><!\\[CDATA\\[");

    private static final Set<String> THROWN = Set.of("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");

    /**
     * Something that a run showed.
     *
     * @param where the name of a file, or of the class of an exception
     */
    record Line(String where, String text) {}

    /**
     * Reads it. What is not there counts as empty.
     *
     * @param ours whether a class, by its name, is one that users get
     */
    static TestOutput in(Path target, Predicate<String> ours) {
        try {
            List<Path> reports = files(target.resolve(REPORTS), "TEST-.*");
            List<Path> logs = files(target, "suite-\\d+\\.log");
            List<RecordedEvent> thrown = new ArrayList<>();
            @Nullable Instant begin = null;
            for (Path recording : files(target, EXCEPTIONS)) {
                List<RecordedEvent> events = recorded(recording);
                Instant first = events.stream()
                        .map(RecordedEvent::getStartTime)
                        .min(Instant::compareTo)
                        .orElse(null);
                begin = first != null && (begin == null || first.isAfter(begin)) ? first : begin;
                thrown.addAll(events);
            }

            List<Line> lines = new ArrayList<>();
            for (Path file : Stream.concat(files(target.resolve(REPORTS), ".*").stream(), logs.stream())
                    .toList()) {
                String name = String.valueOf(file.getFileName());
                text(file).lines().forEach(line -> lines.add(new Line(name, printed(line))));
            }
            for (RecordedEvent exception : thrown) {
                @Nullable String message = exception.getString("message");
                if (message != null && !Secrets.in(message).isEmpty() && isWordedBy(ours, exception)) {
                    lines.add(new Line(exception.getClass("thrownClass").getName(), message));
                }
            }
            int logged = 0;
            for (Path log : logs) {
                logged += (int) text(log).lines().count();
            }
            return new TestOutput(reports.size(), logged, thrown.size(), isOfAll(reports, begin), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that show something. */
    List<Line> showing() {
        return lines.stream().filter(line -> !Secrets.in(line.text()).isEmpty()).toList();
    }

    /**
     * Whether all reports are of the last run.
     *
     * @param begin when the newest recording begins; null: there is none
     */
    private static boolean isOfAll(List<Path> reports, @Nullable Instant begin) throws IOException {
        for (Path report : reports) {
            if (begin == null || Files.getLastModifiedTime(report).toInstant().isBefore(begin.minus(SIDE_BY_SIDE))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is of a class of ours, or was created by one. */
    private static boolean isWordedBy(Predicate<String> ours, RecordedEvent exception) {
        return ours.test(exception.getClass("thrownClass").getName())
                || creator(exception).filter(ours).isPresent();
    }

    /** The class that created it: the first below the constructors of exceptions. */
    private static Optional<String> creator(RecordedEvent exception) {
        if (exception.getStackTrace() == null) {
            return Optional.empty();
        }
        return exception.getStackTrace().getFrames().stream()
                .filter(frame -> !isConstructorOfAnException(frame))
                .map(frame -> frame.getMethod().getType().getName())
                .findFirst();
    }

    private static boolean isConstructorOfAnException(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return frame.getMethod().getName().equals("<init>")
                && (type.endsWith("Exception") || type.endsWith("Error") || type.equals("java.lang.Throwable"));
    }

    private static List<RecordedEvent> recorded(Path recording) throws IOException {
        List<RecordedEvent> thrown = new ArrayList<>();
        if (Files.size(recording) > 0) {
            try (RecordingFile file = new RecordingFile(recording)) {
                while (file.hasMoreEvents()) {
                    RecordedEvent event = file.readEvent();
                    if (THROWN.contains(event.getEventType().getName())) {
                        thrown.add(event);
                    }
                }
            }
        }
        return thrown;
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).matches(name))
                    .sorted()
                    .toList();
        }
    }

    /** A line of a file as a test printed it. */
    private static String printed(String line) {
        return BEFORE_THE_FIRST.matcher(line).replaceFirst("");
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
