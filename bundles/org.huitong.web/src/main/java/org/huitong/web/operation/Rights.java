// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.operation;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import org.huitong.api.access.Asker;
import org.huitong.api.web.Problem;

/** What somebody needs to look at how the hub stands, or to change it. */
final class Rights {
    private Rights() {}

    /** The asker, who has one of these permissions. */
    static Asker oneOf(SecurityContext context, String... permissions) {
        Asker asker = (Asker) context.getUserPrincipal();
        if (Arrays.stream(permissions).noneMatch(asker::may)) {
            throw Problem.forbidden("This needs the permission " + String.join(" or ", permissions) + ".");
        }
        return asker;
    }

    /** For a service that is not there (yet): the hub starts, or was built without it. */
    static <T> T present(T service, String what) {
        if (service == null) {
            throw new Problem(503, "not-there", "The " + what + " is not up. Try again in a moment.");
        }
        return service;
    }
}
