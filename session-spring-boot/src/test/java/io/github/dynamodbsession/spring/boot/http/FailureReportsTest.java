package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What a failed start prints, whole: the page about it in the documentation has these reports, and no other ones.
 * {@code -Dreports.update=true} writes them.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportsTest {

    private static final String UPDATE = "reports.update";
    private static final Path PAGE = Path.of("..", "docs", "spring-failures.md");
    private static final String FIRST = "\n## ";

    /** What another SDK, or its asynchronous client, says below everything of ours. */
    private static final String CAUSE = "\n\nCause: [^\n]*";

    /** Those in which an SDK plays a part, and which do not name what is the SDK's alone. */
    private static final Set<String> OF_AN_SDK = Set.of(
            "Credentials that are not accepted",
            "A permission that is missing",
            "Nobody listens at the endpoint",
            "The endpoint's host is unknown",
            "The region is misspelt",
            "No region",
            "Another region than the endpoint's",
            "The table is missing",
            "The table has another key",
            "No answer in time",
            "Something else answers");

    @TempDir
    private Path folder;

    private String report(RunningShop.Kind kind, FailureReport report, CapturedOutput output) throws IOException {
        try (FailedStart start = new FailedStart(kind, folder)) {
            String printed = start.print(report, output);
            assertThat(FailedStart.before(printed))
                    .as("a container that stops reports no threads of ours as leaks")
                    .doesNotContain("appears to have started a thread", "memory leak");
            return FailedStart.reportOf(printed);
        }
    }

    private static String section(String title, String report) {
        return FIRST + title + "\n\n```text\n" + report + "\n```\n";
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> byTitle = new LinkedHashMap<>();
        String page = Files.readString(PAGE);
        for (String section : List.of(page.split(FIRST, -1)).stream().skip(1).toList()) {
            byTitle.put(section.substring(0, section.indexOf('\n')), FIRST + section);
        }
        return byTitle;
    }

    @Test
    void thePageShowsEachReport(CapturedOutput output) throws IOException {
        StringBuilder text = new StringBuilder();
        Map<String, String> printed = new LinkedHashMap<>();
        for (FailureReport report : FailureReport.all()) {
            String section = section(report.title(), report(report.kind(), report, output));
            printed.put(report.title(), section);
            text.append(section);
        }
        if (Boolean.getBoolean(UPDATE)) {
            String page = Files.readString(PAGE);
            int first = page.indexOf(FIRST);
            Files.writeString(PAGE, (first < 0 ? page : page.substring(0, first)) + text);
        }
        assertThat(sections()).as("-D" + UPDATE + "=true writes it").isEqualTo(printed);
        assertThat(text.toString()).doesNotContain("wJalrXUtnFEMI", "keyboard cat");
    }

    /** As on a machine that AWS's addresses lead nowhere from: the SDK waits for them, and DynamoDB is not to blame. */
    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void credentialsThatAreWaitedForInVainAreNoSilenceOfDynamoDbs(RunningShop.Kind kind, CapturedOutput output)
            throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            FailureReport report = FailureReport.withoutCredentials(Map.of(
                    "aws.ec2MetadataServiceEndpoint", "http://127.0.0.1:" + silent.getLocalPort(),
                    "aws.sharedCredentialsFile", "/nonexistent",
                    "aws.configFile", "/nonexistent"));

            assertThat(report(kind, report, output))
                    .contains("The AWS SDK has no credentials to send DescribeTable")
                    .contains("InstanceProfileCredentialsProvider");
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVLET, dynamo-v1", "REACTIVE, dynamo-v2"})
    void theReportIsTheSameWhicheverTheClient(RunningShop.Kind kind, String storage, CapturedOutput output)
            throws IOException {
        Map<String, String> page = sections();
        for (FailureReport report : FailureReport.all()) {
            if (OF_AN_SDK.contains(report.title())) {
                String section = section(report.title(), report(kind, report.on(storage), output));
                assertThat(section.replaceAll(CAUSE, ""))
                        .isEqualTo(page.getOrDefault(report.title(), "").replaceAll(CAUSE, ""));
            }
        }
    }
}
