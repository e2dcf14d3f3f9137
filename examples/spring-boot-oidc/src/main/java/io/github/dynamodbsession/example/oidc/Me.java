package io.github.dynamodbsession.example.oidc;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who has logged in, by what the session keeps of it. */
@RestController
class Me {

    private final String node;

    Me(@Value("${node:node}") String node) {
        this.node = node;
    }

    @GetMapping("/me")
    Map<String, Object> me(
            @AuthenticationPrincipal OidcUser user,
            @RegisteredOAuth2AuthorizedClient("local") OAuth2AuthorizedClient client) {
        Map<String, Object> me = new TreeMap<>();
        me.put("node", node);
        me.put("name", user.getFullName());
        me.put("issuer", user.getIssuer().toString());
        me.put("country", user.getAddress().getCountry());
        me.put("roles", user.getClaimAsMap("realm_access").get("roles"));
        me.put("token", client.getAccessToken().getTokenType().getValue());
        return me;
    }
}
