package io.github.dynamodbsession.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The loopback interface, on which all nodes listen. */
final class Loopback {

    private Loopback() {}

    /** All addresses of {@code localhost}, because some clients only try the first. */
    static Set<InetAddress> addresses() throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        addresses.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            if (address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    /**
     * Checks within milliseconds that these ports are free, so that a conflict is reported before anything is started.
     *
     * @throws DemoException if one cannot be used; the message says which and why
     */
    static void check(List<Integer> ports) {
        for (int port : ports) {
            try {
                for (InetAddress address : addresses()) {
                    new ServerSocket(port, 1, address).close();
                }
            } catch (IOException e) {
                throw unusable(port, e);
            }
        }
    }

    /** The exception for a port that cannot be used. */
    static DemoException unusable(int port, Exception failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return new DemoException(
                "port " + port + " of the loopback interface cannot be used: " + root.getMessage()
                        + "; choose others, such as --ports=9081,9082",
                failure);
    }
}
