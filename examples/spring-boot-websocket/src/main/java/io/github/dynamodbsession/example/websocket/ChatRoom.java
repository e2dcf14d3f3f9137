package io.github.dynamodbsession.example.websocket;

import java.security.Principal;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Controller;

/** Forwards a user's messages to all subscribers of this node. */
@Controller
class ChatRoom {

    @MessageMapping("/say")
    @SendTo("/topic/said")
    String say(Principal user, String text) {
        return user.getName() + ": " + text;
    }
}
