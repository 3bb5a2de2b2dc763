// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.huitong.api.access.Permissions;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/passwords}: what is asked of passwords here, as it is set; nothing of any password. */
@Component(service = RestResource.class)
@Permitted(Permissions.ACCOUNTS)
@Subject(subject = "passwords")
@Path("")
@Produces("application/json")
public final class PasswordsResource implements RestResource {
    private final Desk desk;

    @Activate
    public PasswordsResource(@Reference Desk desk) {
        this.desk = desk;
    }

    @GET
    public Rules rules() {
        PasswordAge age = desk.settings().age();
        long over = desk.accounts().list().stream()
                .filter(account -> account.isOpen() && age.isOver(account, desk.now()))
                .count();
        return new Rules(PasswordRules.SHORTEST, age.days(), age.history(), age.attempts(), age.minutes(), over);
    }

    /**
     * @param shortest letters of a password, at least
     * @param days after which it has to be changed; 0: never
     * @param history how many of the old ones are refused
     * @param attempts wrong tries in a row that lock an account; 0: none do, each only slows the next
     * @param minutes for which it is locked
     * @param over how many accounts have to change theirs at their next login
     */
    public record Rules(int shortest, int days, int history, int attempts, int minutes, long over) {}
}
