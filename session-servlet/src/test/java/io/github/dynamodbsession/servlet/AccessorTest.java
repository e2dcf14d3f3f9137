package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.servlet.harness.Application;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Sessions outside of requests (Servlet 6.1, {@link HttpSession.Accessor}). */
class AccessorTest extends FilterTest {

    private final AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();

    private final Application taking =
            (request, response) -> accessor.set(request.getSession().getAccessor());

    @Test
    void whatAnAccessorDoesIsStoredWhenItIsDone() {
        String token = stored("name", "value");
        get(serve(taking), "/", token);

        accessor.get().access(session -> {
            assertThat(session.getId()).isEqualTo(idOf(token));
            assertThat(session.isNew()).isFalse();
            assertThat(session.getAttribute("name")).isEqualTo("value");
            session.setAttribute("name", "other");
        });

        assertThat(attribute(token, "name")).contains("other");
    }

    @Test
    void anAccessorOfANewSessionWorksWithinItsRequestAndAfterIt() {
        Server server = serve((request, response) -> {
            taking.handle(request, response);
            accessor.get().access(session -> session.setAttribute("name", "within"));
            assertThat(request.getSession().getAttribute("name")).isEqualTo("within");
        });

        String token = get(server, "/").newToken();
        assertThat(attribute(token, "name")).contains("within");

        accessor.get().access(session -> session.setAttribute("name", "after"));
        assertThat(attribute(token, "name")).contains("after");
    }

    @Test
    void anAccessorMayEndTheSession() {
        String token = stored("name", "value");
        get(serve(taking), "/", token);

        accessor.get().access(HttpSession::invalidate);

        assertDead(token);
        assertThatThrownBy(() -> accessor.get().access(session -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSessionThatHasEndedOrHasAnotherIdHasNoAccess() {
        Server server = serve((request, response) -> {
            taking.handle(request, response);
            switch (String.valueOf(request.getQueryString())) {
                case "invalidate" -> request.getSession().invalidate();
                case "rename" -> request.changeSessionId();
                default -> store.delete(request.getSession().getId());
            }
            assertThatThrownBy(() -> accessor.get().access(session -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .message()
                    .doesNotContain(String.valueOf(request.getRequestedSessionId()));
        });

        for (String how : new String[] {"invalidate", "rename", "delete"}) {
            get(server, "/?" + how, stored("name", "value"));
            assertThatThrownBy(() -> accessor.get().access(session -> {})).isInstanceOf(IllegalStateException.class);
        }
    }
}
