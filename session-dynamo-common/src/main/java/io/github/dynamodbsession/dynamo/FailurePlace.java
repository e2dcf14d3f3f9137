package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Transport;

/** Adds the place of a call to its failure. */
final class FailurePlace {

    private FailurePlace() {}

    static Transport blocking(Transport transport) {
        String place = transport.place();
        return (request, round) -> at(place, transport.call(request, round));
    }

    static AsyncTransport async(AsyncTransport transport) {
        String place = transport.place();
        return (request, round) -> transport.call(request, round).thenApply(reply -> at(place, reply));
    }

    private static Reply at(String place, Reply reply) {
        return reply.answer() instanceof Answer.Failed failed
                ? new Reply(new Answer.Failed(failed.failure().withPlace(place)), reply.readUnits(), reply.writeUnits())
                : reply;
    }
}
