package io.github.dynamodbsession.example.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** The failures of the contract without {@code and version = ?}, as shown in the README. */
class ForgottenVersionTest {

    private static final String OVERLAPPING_WRITERS = "overlappingWritersOfDifferentAttributesAllSurvive()";

    /** Run only by the test below. */
    static class ForgetfulContract extends StorageClientContract {

        private static final HikariDataSource POOL = Pools.ofH2("forgetful");

        @Override
        protected StorageClient newClient() {
            return DocumentStorageClient.of(new ForgetfulStorage(POOL));
        }

        @AfterAll
        static void closePool() {
            POOL.close();
        }
    }

    @Test
    void theContractFailsAndSaysWhatToLookAt() throws IOException {
        List<Failure> failures = failuresOf(ForgetfulContract.class);

        Optional<Failure> lostUpdate = failures.stream()
                .filter(failure -> failure.getTestIdentifier().getDisplayName().equals(OVERLAPPING_WRITERS))
                .findFirst();
        assertThat(failures)
                .extracting(failure -> failure.getTestIdentifier().getDisplayName())
                .contains(OVERLAPPING_WRITERS);
        String said = lostUpdate
                .orElseThrow()
                .getException()
                .getMessage()
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(said)
                .startsWith("Promise 1 (No lost update). ")
                .contains("is the write conditional on the version (... where id = ? and version = ?)");
        assertThat(Files.readString(Path.of("README.md")).replaceAll("\\s+", " "))
                .contains(said);
    }

    private static List<Failure> failuresOf(Class<?> contract) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(contract))
                .configurationParameter(StorageClientContract.SUMMARY, "false")
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary().getFailures();
    }
}
