package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.demo.web.CostFilter;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostFilterTest {

    private static final int PORT = FreePort.next();

    /** Makes calls like a storage: some before the servlet, one after it, and one on its own thread. */
    private static final class CallingSessions implements NodeSessions {
        @Override
        public List<Filter> filters() {
            return List.of((request, response, chain) -> {
                CostFilter.called("GetItem", 0.5, 0);
                chain.doFilter(request, response);
                CostFilter.called("UpdateItem", 0, 1);
                Thread reaper = new Thread(() -> CostFilter.called("Scan", 9, 0));
                reaper.start();
                try {
                    reaper.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void close() {}
    }

    @Test
    void anAnswerTellsTheCallsOfItsRequestInTheirOrderAndNoOthers() {
        try (Node node = Nodes.started(PORT, List.of(PORT), Map.of(), new CallingSessions())) {
            for (int i = 0; i < 2; i++) {
                Browser.Answer answer = new Browser().get(node.port(), "/api/ping");
                assertThat(answer.header(CostFilter.HEADER))
                        .contains("[{\"operation\":\"GetItem\",\"readUnits\":0.5,\"writeUnits\":0.0},"
                                + "{\"operation\":\"UpdateItem\",\"readUnits\":0.0,\"writeUnits\":1.0}]");
            }
            assertThat(new Browser().get(node.port(), "/").header(CostFilter.HEADER))
                    .isEmpty();
        }
    }
}
