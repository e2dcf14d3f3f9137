package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.servlet.harness.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A logout ends the session, even if a login changed its id in between. */
class LogoutTest extends FilterTest {

    private final String token = stored("name", "value");

    private Server logout() {
        return serve((request, response) ->
                response.getWriter().print(SessionFilter.endSession(new HttpServletRequestWrapper(request))));
    }

    /** What a login does. */
    private String changeId() {
        Session session = found(token).orElseThrow();
        String newId = store.changeId(session);
        session.setAttribute("user", "eve");
        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);
        return newId;
    }

    @Test
    void aLogoutEndsTheSessionThatALoginGaveAnotherId() {
        String newId = changeId();

        Answer answer = get(logout(), "/", token);

        assertThat(answer.body()).isEqualTo("true");
        assertThat(answer.setCookieLines()).singleElement().asString().contains("Max-Age=0");
        assertDead(token);
        assertThat(store.find(newId)).isEmpty();
    }

    @Test
    void soDoesOneThatFoundTheSessionBefore() {
        String[] newId = new String[1];
        Server server = serve((request, response) -> {
            assertThat(request.getSession(false)).isNotNull();
            newId[0] = changeId();
            response.getWriter().print(SessionFilter.endSession(request));
        });

        assertThat(get(server, "/", token).body()).isEqualTo("true");

        assertDead(token);
        assertThat(store.find(newId[0])).isEmpty();
    }

    @Test
    void aLogoutOfNobodyEndsNothing() {
        Answer answer = get(logout(), "/");

        assertThat(answer.body()).isEqualTo("false");
        answer.hasNoCookie();
        assertThat(get(logout(), "/", "made-up").body()).isEqualTo("false");
        assertThat(found(token)).isPresent();
    }

    @Test
    void aSecondLogoutOfARequestEndsNothing() {
        Server server = serve((request, response) -> {
            SessionFilter.endSession(request);
            response.getWriter().print(SessionFilter.endSession(request));
        });

        assertThat(get(server, "/", token).body()).isEqualTo("false");
        assertDead(token);
    }

    /** So the same code works if an application runs with the sessions of its container. */
    @Test
    void theSessionOfTheContainerIsEndedWhereNoFilterIs() {
        List<String> calls = new ArrayList<>();
        HttpSession session = proxy(HttpSession.class, (proxy, method, arguments) -> {
            calls.add(method.getName());
            return null;
        });
        HttpServletRequest request = proxy(HttpServletRequest.class, (proxy, method, arguments) -> session);
        HttpServletRequest nobody = proxy(HttpServletRequest.class, (proxy, method, arguments) -> null);

        assertThat(SessionFilter.endSession(request)).isTrue();
        assertThat(calls).containsExactly("invalidate");
        assertThat(SessionFilter.endSession(nobody)).isFalse();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LogoutTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
