package io.github.dynamodbsession.example.oidc;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The user who is logged in, as stored in the session. */
@RestController
class Me {

    private final String node;

    Me(@Value("${node:node}") String node) {
        this.node = node;
    }

    @GetMapping("/me")
    Map<String, @Nullable Object> me(
            @AuthenticationPrincipal OidcUser user,
            @RegisteredOAuth2AuthorizedClient("local") OAuth2AuthorizedClient client) {
        Map<String, @Nullable Object> me = new TreeMap<>();
        me.put("node", node);
        me.put("name", user.getFullName());
        me.put("issuer", String.valueOf(user.getIssuer()));
        me.put("country", user.getAddress().getCountry());
        me.put("roles", roles(user.getClaimAsMap("realm_access")));
        me.put("token", client.getAccessToken().getTokenType().getValue());
        return me;
    }

    private static @Nullable Object roles(@Nullable Map<String, Object> access) {
        return access == null ? null : access.get("roles");
    }
}
