package io.github.dynamodbsession.emulator.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A proxy in front of a DynamoDB endpoint, for tests: it records every call that reaches it, injects faults, and lets a
 * test run code at the two moments that decide what overlaps with what, before a call is forwarded and after it was
 * carried out. It listens in plain HTTP on a free port of the loopback interface, asks its target in HTTP or in TLS, as
 * the target's URL says, and changes no byte of what it passes on.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared())) {
 *     proxy.fault("UpdateItem", 1, Fault.LOST_REPLY);
 *     proxy.beforeForward("PutItem", 1, call -> another.delete(id));
 *     ... // a client whose endpoint is proxy.endpoint()
 *     assertThat(proxy.count("UpdateItem")).isEqualTo(2);
 * }
 * }</pre>
 *
 * <p>A rule is about the calls of one operation, or those that a predicate picks, and about a number of them or
 * {@link #ALWAYS}. Of several faults that fit a call the one that was added first is taken; of the hooks all that fit run,
 * in the order in which they were added, on the thread that serves the call, so that a hook holds up that call alone. A
 * hook may use a client that goes through this proxy.
 *
 * <p>So the header {@code Host} arrives as the client wrote it, naming this proxy. That is the name the client has signed,
 * and it must not be changed: who checks a signature computes it from the headers that arrived. The signature holds for
 * whoever looks at nothing else; a target that answers to its own name only cannot be asked through this proxy. In TLS the
 * target is asked for, and must prove, the name in its URL.
 *
 * <p>Any number of threads may use one proxy. No argument may be {@code null}.
 */
public final class FaultProxy implements AutoCloseable {

    /** Instead of a number of times: until {@link #heal()}. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final Target target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Rules<Injection> faults = new Rules<>();
    private final Rules<Consumer<Call>> before = new Rules<>();
    private final Rules<Consumer<Call>> after = new Rules<>();
    private final List<Throwable> hookFailures = new CopyOnWriteArrayList<>();

    private FaultProxy(Target target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /**
     * Starts a proxy.
     *
     * @param target an {@code http} or {@code https} URL with a host; what the JDK trusts is trusted
     * @throws IllegalArgumentException if {@code target} is something else
     */
    public static FaultProxy to(URI target) {
        return to(Target.of(target));
    }

    static FaultProxy to(Target target) {
        try {
            FaultProxy proxy = new FaultProxy(target, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            startThread("fault-proxy-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens: scheme, host and port, without a path. */
    public URI endpoint() {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    }

    /** Injects {@code fault} into the next {@code times} calls of {@code operation}, such as {@code GetItem}. */
    public void fault(String operation, int times, Fault fault) {
        fault(isA(operation), times, fault);
    }

    /**
     * Injects {@code fault} into the next {@code times} calls that {@code which} picks. A predicate that draws lots makes a
     * fault that hits a share of the calls.
     */
    public void fault(Predicate<Call> which, int times, Fault fault) {
        faults.add(which, times, fault.injection());
    }

    /** Runs {@code hook} when a call of {@code operation} has come in, before it is forwarded. */
    public void beforeForward(String operation, int times, Consumer<Call> hook) {
        beforeForward(isA(operation), times, hook);
    }

    /** Runs {@code hook} when a call that {@code which} picks has come in, before it is forwarded or a fault hits it. */
    public void beforeForward(Predicate<Call> which, int times, Consumer<Call> hook) {
        before.add(which, times, hook);
    }

    /** Runs {@code hook} when a call of {@code operation} has been carried out, before its answer is passed on. */
    public void afterApplied(String operation, int times, Consumer<Call> hook) {
        afterApplied(isA(operation), times, hook);
    }

    /** Runs {@code hook} when a call that {@code which} picks has been carried out, before its answer is passed on. */
    public void afterApplied(Predicate<Call> which, int times, Consumer<Call> hook) {
        after.add(which, times, hook);
    }

    /** Takes back all faults and hooks. */
    public void heal() {
        faults.clear();
        before.clear();
        after.clear();
    }

    /** Every call since the start or {@link #forget()}, in the order in which they came in. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many calls came in, by operation; an operation that was not called is not there. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        calls.forEach(call -> counts.merge(call.operation(), 1, Integer::sum));
        return counts;
    }

    /** How many calls of {@code operation} came in. */
    public int count(String operation) {
        return counts().getOrDefault(operation, 0);
    }

    /** Forgets the calls so far; faults and hooks stay. */
    public void forget() {
        calls.clear();
    }

    /**
     * Stops listening and resets every connection. Does nothing the second time.
     *
     * @throws IllegalStateException if a hook failed; its call was answered with a reset
     */
    @Override
    public void close() {
        if (server.isClosed()) {
            return;
        }
        quietlyClose(server);
        open.forEach(FaultProxy::quietlyClose);
        if (!hookFailures.isEmpty()) {
            IllegalStateException failure = new IllegalStateException("a hook failed", hookFailures.get(0));
            hookFailures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static Predicate<Call> isA(String operation) {
        return call -> call.operation().equals(operation);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                if (server.isClosed()) {
                    // Accepted while close() ran, and perhaps not among those that it closed.
                    quietlyClose(socket);
                    return;
                }
                startThread("fault-proxy-connection", () -> serve(socket));
            } catch (IOException e) {
                // Closed, or a client that gave up already: the loop's condition tells.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                ProxyConnection connection = new ProxyConnection(client, target)) {
            for (HttpMessage request = connection.nextRequest(); request != null; request = connection.nextRequest()) {
                if (!answer(request, connection)) {
                    connection.reset();
                    return;
                }
            }
        } catch (IOException e) {
            // One of the two sides is gone; closing tells the other.
        } finally {
            open.remove(client);
        }
    }

    /** False when the client is to get no answer. */
    private boolean answer(HttpMessage request, ProxyConnection connection) throws IOException {
        Call call = toCall(request);
        calls.add(call);
        if (!run(before, call)) {
            return false;
        }
        Injection injection = faults.first(call);
        if (injection instanceof InjectedAnswer injected) {
            connection.reply(injected.toMessage());
            return true;
        }
        if (injection instanceof InjectedConflict conflict) {
            connection.reply(conflict.answerTo(call));
            return true;
        }
        if (injection == InjectedLoss.BEFORE) {
            return false;
        }
        if (injection instanceof InjectedDelay delay) {
            delay.await();
        }
        HttpMessage reply = connection.forward(request);
        if (!run(after, call) || injection == InjectedLoss.AFTER) {
            return false;
        }
        if (injection instanceof AlteredReply altered) {
            connection.replyAndClose(altered.bytesFor(reply));
            return true;
        }
        connection.reply(reply);
        return true;
    }

    private static Call toCall(HttpMessage request) {
        String target = request.header("X-Amz-Target");
        return new Call(target == null ? Call.UNKNOWN : target.substring(target.lastIndexOf('.') + 1), request.text());
    }

    private boolean run(Rules<Consumer<Call>> hooks, Call call) {
        try {
            hooks.all(call).forEach(hook -> hook.accept(call));
            return true;
        } catch (RuntimeException | Error e) {
            hookFailures.add(e);
            return false;
        }
    }

    private static void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietlyClose(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // There is nobody to tell, and nothing left to do.
        }
    }
}
