// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.huitong.api.access.Asker;

/** Somebody who may. */
record Caller() implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return new Asker(House.LI.account(), House.LI.name(), Optional.empty());
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getAuthenticationScheme() {
        return "session";
    }
}
