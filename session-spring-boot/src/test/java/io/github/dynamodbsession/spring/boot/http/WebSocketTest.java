package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a WebSocket sees of the end of its session, on two nodes. */
class WebSocketTest {

    private static final int MESSAGES = 12;
    private static final int POLICY_VIOLATION = 1008;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final String ALWAYS = "dynamodb.session.websocket.check-interval=0s";
    private static final String HARDLY_EVER = "dynamodb.session.websocket.check-interval=1h";

    /** Two nodes each, by what they were started with. */
    private static final Map<List<String>, TwoNodes> STARTED = new HashMap<>();

    private RunningShop chat;
    private URI here;
    private URI there;
    private Browser browser;
    private ChatClient client;

    private record TwoNodes(RunningShop chat, URI here, URI there) {

        static TwoNodes with(List<String> properties) {
            RunningShop chat = RunningShop.Kind.CHAT.shop(properties.toArray(String[]::new));
            return new TwoNodes(chat, RunningShop.address(chat.start()), RunningShop.address(chat.start()));
        }
    }

    private void open(String... properties) throws Exception {
        TwoNodes nodes = STARTED.computeIfAbsent(List.of(properties), TwoNodes::with);
        chat = nodes.chat();
        here = nodes.here();
        there = nodes.there();
        browser = new Browser(here);
        browser.login("alice", "a");
        client = ChatClient.connect(here, browser);
        client.say("hello");
        assertThat(client.next()).startsWith("MESSAGE").contains("said hello");
        chat.takeCalls();
    }

    @AfterEach
    void disconnect() {
        client.disconnect();
    }

    @AfterAll
    static void stop() {
        STARTED.values().forEach(nodes -> nodes.chat().close());
        STARTED.clear();
    }

    private void logOutAt(URI node) {
        browser.goTo(node);
        assertThat(browser.delete("/open/session").statusCode()).isEqualTo(200);
    }

    /** While this passes, the guard is needed. */
    @Test
    void springSessionAloneAnswersAUserWhoLoggedOutAtTheOtherNode() throws Exception {
        open("dynamodb.session.websocket.enabled=false");
        logOutAt(there);
        chat.takeCalls();
        for (int i = 0; i < MESSAGES; i++) {
            client.say("again");
            assertThat(client.next()).contains("said again");
        }
        assertThat(client.isClosed()).isFalse();
        assertThat(chat.takeCalls()).isEqualTo(Map.of("GetItem", MESSAGES));
    }

    @Test
    void aUserWhoLoggedOutAtTheOtherNodeIsNotAnsweredAndTheSocketIsClosed() throws Exception {
        open(ALWAYS);
        logOutAt(there);
        client.say("again");
        assertThat(client.closeCode()).isEqualTo(POLICY_VIOLATION);
        assertThat(client.frames()).isEmpty();
    }

    @Test
    void aHeartbeatAloneFindsOut() throws Exception {
        open(ALWAYS);
        logOutAt(there);
        chat.takeCalls();
        client.heartbeat();
        assertThat(client.closeCode()).isEqualTo(POLICY_VIOLATION);
        assertThat(chat.takeCalls()).isEqualTo(Map.of("GetItem", 1));
    }

    @Test
    void aLogoutAtThisNodeClosesTheSocketAtOnce() throws Exception {
        open(HARDLY_EVER);
        logOutAt(here);
        assertThat(client.closeCode()).isEqualTo(POLICY_VIOLATION);
    }

    @Test
    void aBroadcastClosesTheSocketOfAClientThatSaysNothing() throws Exception {
        open(HARDLY_EVER, "chat.broadcast=true");
        logOutAt(there);
        assertThat(client.closeCode()).isEqualTo(POLICY_VIOLATION);
    }

    @Test
    void aLoginThatChangesTheIdClosesSocketsOfTheOldOne() throws Exception {
        open(ALWAYS);
        browser.goTo(there);
        browser.post("/open/rename");
        client.say("again");
        assertThat(client.closeCode()).isEqualTo(POLICY_VIOLATION);
        assertThat(client.frames()).isEmpty();
        ChatClient reconnected = ChatClient.connect(here, browser);
        reconnected.say("back");
        assertThat(reconnected.next()).contains("said back");
        reconnected.disconnect();
    }

    @Test
    void messagesCostNoCallWhileTheLastLookIsRecent() throws Exception {
        open(HARDLY_EVER);
        for (int i = 0; i < MESSAGES; i++) {
            client.say("again");
            assertThat(client.next()).contains("said again");
        }
        assertThat(chat.takeCalls()).isEmpty();
    }

    @Test
    void aLookBeforeEachMessageIsOneRead() throws Exception {
        open(ALWAYS);
        for (int i = 0; i < MESSAGES; i++) {
            client.say("again");
            assertThat(client.next()).contains("said again");
        }
        assertThat(chat.takeCalls()).isEqualTo(Map.of("GetItem", MESSAGES));
    }

    @Test
    void whereTheStorageFailsNothingIsHandledAndTheClientMayComeAgain() throws Exception {
        open(ALWAYS, "dynamodb.session.call-timeout=3s");
        chat.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);
        client.say("again");
        assertThat(client.closeCode()).isEqualTo(TRY_AGAIN_LATER);
        assertThat(client.frames()).isEmpty();
        chat.proxy().heal();
        ChatClient reconnected = ChatClient.connect(here, browser);
        reconnected.say("back");
        assertThat(reconnected.next()).contains("said back");
        reconnected.disconnect();
    }
}
