package io.github.dynamodbsession.container.undertow;

import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows {@code alice}, whose password is {@code secret}, in the role {@code user}. */
final class OneUser implements IdentityManager {

    private record User(Principal getPrincipal, Set<String> getRoles) implements Account {}

    @Override
    public Account verify(Account account) {
        return account;
    }

    @Override
    public @Nullable Account verify(String name, Credential credential) {
        boolean isAlice = name.equals("alice")
                && credential instanceof PasswordCredential password
                && Arrays.equals(password.getPassword(), "secret".toCharArray());
        return isAlice ? new User(() -> name, Set.of("user")) : null;
    }

    @Override
    public @Nullable Account verify(Credential credential) {
        return null;
    }
}
