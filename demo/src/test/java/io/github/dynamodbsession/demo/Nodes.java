package io.github.dynamodbsession.demo;

import java.util.List;
import java.util.Map;

/** Nodes that answer. */
final class Nodes {

    private Nodes() {}

    static Node started(int port, List<Integer> siblings, Map<String, String> about, NodeSessions sessions) {
        Node node = Node.prepare(port, siblings);
        node.start(about, sessions, null);
        return node;
    }
}
