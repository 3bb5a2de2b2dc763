// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.huitong.api.access.Asker;

/** Somebody whom the REST root has let in, for the test of a resource. */
public record Caller(Asker asker) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return asker;
    }

    /** Nobody's rights are asked of the container: what somebody may is asked of the decision point. */
    @Override
    public boolean isUserInRole(String role) {
        throw new UnsupportedOperationException("it is asked of the policy");
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getAuthenticationScheme() {
        return "HUITONG";
    }
}
