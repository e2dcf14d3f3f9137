package io.github.dynamodbsession.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestTableTest {

    private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    private final TestTable table = new TestTable(proxy.endpoint());
    private final Client client = new Client(DynamoDbEndpoint.shared());

    @BeforeEach
    void create() throws IOException, InterruptedException {
        client.createTable(table.name());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private boolean isThere() throws IOException, InterruptedException {
        return client.call("DescribeTable", "{'TableName':'" + table.name() + "'}")
                        .status()
                == 200;
    }

    @Test
    void itIsGoneOnceDeletedAndMayBeDeletedAgain() throws IOException, InterruptedException {
        table.delete();

        assertThat(isThere()).isFalse();
        table.delete();
    }

    @Test
    void oneThatIsInUseIsWaitedFor() throws IOException, InterruptedException {
        proxy.fault("DeleteTable", 3, Fault.answer(400, "ResourceInUseException"));

        table.delete();

        assertThat(isThere()).isFalse();
        assertThat(proxy.count("DeleteTable")).isEqualTo(5);
    }

    @Test
    void whatIsNotAllowedIsNotTriedAgain() {
        proxy.fault("DeleteTable", 1, Fault.answer(400, "AccessDeniedException"));

        assertThatThrownBy(table::delete)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(table.name())
                .hasMessageContaining("AccessDeniedException");
        assertThat(proxy.count("DeleteTable")).isEqualTo(1);
    }
}
