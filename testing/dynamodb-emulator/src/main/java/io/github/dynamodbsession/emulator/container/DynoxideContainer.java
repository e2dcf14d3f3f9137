package io.github.dynamodbsession.emulator.container;

import java.net.URI;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Dynoxide, an implementation of DynamoDB by others (MIT or Apache 2.0), in a container that ends with this JVM. */
public final class DynoxideContainer {

    private static final String IMAGE = "ghcr.io/nubo-db/dynoxide:1.2";
    private static final int PORT = 8000;

    private DynoxideContainer() {}

    /**
     * Starts one and waits until it answers.
     *
     * @return where it answers
     * @throws TestAbortedException if there is no Docker, so that the test that asks is skipped
     */
    public static URI start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new TestAbortedException("there is no Docker here, which -Ddynamodb.engine=container needs");
        }
        @SuppressWarnings("resource") // Testcontainers removes it when this JVM is gone.
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/").forPort(PORT).forStatusCode(200));
        container.start();
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }
}
