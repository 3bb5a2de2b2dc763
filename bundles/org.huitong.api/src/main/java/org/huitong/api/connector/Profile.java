// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.huitong.api.text.LocalText;

/**
 * An account as its operator knows it.
 *
 * @param name the platform's name for people
 * @param tenant the company's id on the platform, as configured; what a payload says goes before it
 * @param deadline within which the platform wants its answer before it pushes again
 * @param owner the person answerable for this account, may be empty
 * @param live false while the account is being tried out
 * @param sights what the hub can and cannot see here, and why
 * @param hearing whether another account of the same tenant may tell the same under another id
 */
public record Profile(
        LocalText name,
        String tenant,
        Duration deadline,
        String owner,
        String note,
        boolean live,
        List<Sight> sights,
        Hearing hearing) {
    public Profile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(deadline);
        sights = List.copyOf(sights);
        Objects.requireNonNull(hearing);
    }

    /** Of an account whose messages come through no other. */
    public Profile(
            LocalText name,
            String tenant,
            Duration deadline,
            String owner,
            String note,
            boolean live,
            List<Sight> sights) {
        this(name, tenant, deadline, owner, note, live, sights, Hearing.ALONE);
    }

    /** One kind of message, whether this door shows it, and the reason in words. */
    public record Sight(LocalText what, boolean visible, LocalText why) {}
}
