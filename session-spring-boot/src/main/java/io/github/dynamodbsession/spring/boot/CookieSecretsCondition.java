package io.github.dynamodbsession.spring.boot;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is a secret that cookies are signed with. */
class CookieSecretsCondition extends SpringBootCondition {

    private static final String PROPERTY = DynamoDbSessionProperties.PREFIX + ".cookie.secrets";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean signed = !Binder.get(context.getEnvironment())
                .bind(PROPERTY, Bindable.listOf(String.class))
                .orElseGet(List::of)
                .isEmpty();
        ConditionMessage.Builder message = ConditionMessage.forCondition("Session cookie");
        return signed
                ? ConditionOutcome.match(message.foundExactly("a secret"))
                : ConditionOutcome.noMatch(message.didNotFind("property").items(List.of(PROPERTY)));
    }
}
