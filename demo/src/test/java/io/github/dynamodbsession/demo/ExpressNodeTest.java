package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.demo.Browser.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java nodes and a node of Express, behind one browser. */
class ExpressNodeTest {

    private static final String SESSION = "/api/session";
    private static final String ATTRIBUTES = "/api/session/attributes/";

    private final int java = FreePort.next();
    private final Browser browser = new Browser();

    private RunningDemo demo(ExpressPackages packages, String options) {
        DemoLog.configure();
        String all = "--ports=" + java + " --cleanup-interval=0 --layout=" + options;
        return new RunningDemo(DemoOptions.parse(List.of(all.split(" "))), packages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect-dynamodb-session",
                "connect-dynamodb --key-prefix=my-app- --key-attribute=sid --codec=jackson --touch-after=0"
            })
    void oneSessionIsReadAndChangedAndEndedOnBothSides(String options) {
        try (RunningDemo demo = demo(Express.packages(), options)) {
            demo.start();
            int express = Express.port(demo);
            assertThat(browser.get(java, "/api/ping").json().get("express").getAsInt())
                    .isEqualTo(express);
            assertThat(browser.get(express, "/").body())
                    .isEqualTo(browser.get(java, "/").body());

            assertThat(browser.get(express, SESSION).status()).isEqualTo(404);
            browser.put(express, ATTRIBUTES + "cart", "[\"hat\"]");
            String begun = browser.get(java, SESSION).json().get("id").getAsString();
            Answer login = browser.post(java, "/api/login?user=ann");
            String id = login.json().get("id").getAsString();
            assertThat(id).isNotEqualTo(begun);
            Answer seen = browser.get(express, SESSION);
            assertThat(seen.json().get("id").getAsString()).isEqualTo(id);
            assertThat(seen.attribute("user").getAsString()).isEqualTo("ann");
            assertThat(seen.attribute("cart")).isEqualTo(JsonParser.parseString("[\"hat\"]"));

            JsonElement value = JsonParser.parseString("{\"é\":[1,2.5,null,true,\"\"]}");
            browser.put(express, ATTRIBUTES + "a%2Fb", value.toString());
            assertThat(browser.get(java, SESSION).attribute("a/b")).isEqualTo(value);
            browser.delete(java, ATTRIBUTES + "cart");
            assertThat(browser.get(express, SESSION).attribute("cart")).isNull();
            browser.post(express, "/api/login?user=bob");
            assertThat(browser.get(java, SESSION).attribute("user").getAsString())
                    .isEqualTo("bob");
            assertThat(browser.put(express, ATTRIBUTES + "cookie", "1").status())
                    .isEqualTo(400);

            assertThat(browser.delete(express, SESSION).status()).isEqualTo(204);
            assertThat(browser.get(java, SESSION).status()).isEqualTo(404);
            browser.post(express, "/api/login?user=ann");
            assertThat(browser.delete(java, SESSION).status()).isEqualTo(204);
            assertThat(browser.get(express, SESSION).status()).isEqualTo(404);
        }
    }

    @Test
    void onlyTheDemosPagesMayCallIt() {
        try (RunningDemo demo = demo(Express.packages(), "connect-dynamodb")) {
            demo.start();
            int express = Express.port(demo);
            String page = "http://localhost:" + java;
            assertThat(new Browser().with("Origin", page).get(express, SESSION).header("Access-Control-Allow-Origin"))
                    .contains(page);
            assertThat(new Browser()
                            .with("Origin", "http://localhost:" + express)
                            .get(java, SESSION)
                            .status())
                    .isEqualTo(404);
            assertThat(new Browser()
                            .with("Origin", "http://example.org")
                            .get(express, SESSION)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutPackagesTheJavaNodesSayWhatToRun(@TempDir Path empty) {
        try (RunningDemo demo = demo(new ExpressPackages(List.of(empty)), "connect-dynamodb")) {
            demo.start();

            String toRun = "run 'npm ci' in " + empty + ", and start the demo again";
            assertThat(demo.aboutExpress()).isEqualTo("no Express node: " + toRun);
            assertThat(browser.get(java, "/api/ping")
                            .json()
                            .get("expressMissing")
                            .getAsString())
                    .isEqualTo(toRun);
            assertThat(browser.put(java, ATTRIBUTES + "a", "1").status()).isEqualTo(200);
        }
    }
}
