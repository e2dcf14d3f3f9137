package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.servlet.harness.Answer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What concerns cookies and ids, with a store whose tokens are the ids. All other tests have hashed ones. */
class PlainTokensTest {

    @Nested
    class OfCookies extends CookieTest {
        @Override
        TokenKind tokens() {
            return TokenKind.PLAIN;
        }

        @Test
        void theCookieIsTheId() {
            Server server = serve((request, response) ->
                    response.getWriter().print(request.getSession().getId()));

            Answer answer = get(server, "/");

            assertThat(answer.newToken()).isEqualTo(answer.body());
            assertThat(store.find(answer.newToken())).isPresent();
        }
    }

    @Nested
    class OfSignedCookies extends SignedCookieTest {
        @Override
        TokenKind tokens() {
            return TokenKind.PLAIN;
        }
    }

    @Nested
    class OfLogouts extends LogoutTest {
        @Override
        TokenKind tokens() {
            return TokenKind.PLAIN;
        }
    }

    @Nested
    class OfSessions extends HttpSessionTest {
        @Override
        TokenKind tokens() {
            return TokenKind.PLAIN;
        }
    }

    @Nested
    class OfSettings extends ContainerSettingsTest {
        @Override
        TokenKind tokens() {
            return TokenKind.PLAIN;
        }
    }

    @Nested
    class OfEnds extends SessionEndedTest {
        @Override
        TokenKind tokens() {
            return TokenKind.PLAIN;
        }
    }
}
