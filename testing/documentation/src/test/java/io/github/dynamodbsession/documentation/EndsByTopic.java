package io.github.dynamodbsession.documentation;

import io.github.dynamodbsession.core.SessionEndBroadcast;
import java.util.function.Consumer;

/** Over a topic that every node reads. */
final class EndsByTopic implements SessionEndBroadcast {

    private final Topic topic;

    EndsByTopic(Topic topic) {
        this.topic = topic;
    }

    @Override
    public void publish(String id) {
        topic.send(id); // hands over, and does not wait for the network
    }

    @Override
    public Subscription subscribe(Consumer<String> subscriber) {
        return topic.onMessage(subscriber)::run;
    }

    /** What the application's messaging offers. */
    interface Topic {

        void send(String text);

        /** Returns what takes the listener away again. */
        Runnable onMessage(Consumer<String> listener);
    }
}
