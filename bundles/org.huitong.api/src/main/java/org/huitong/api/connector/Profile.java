// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
 * @param redelivery what becomes of what could not be brought while the account was away
 */
public record Profile(
        LocalText name,
        String tenant,
        Duration deadline,
        String owner,
        String note,
        boolean live,
        List<Sight> sights,
        Hearing hearing,
        Redelivery redelivery) {
    private static final Redelivery UNTOLD = new Redelivery.Unknown(
            LocalText.of("连接器没有说明平台是否补推", "its connector does not say whether the platform pushes again"));

    public Profile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(deadline);
        sights = List.copyOf(sights);
        Objects.requireNonNull(hearing);
        Objects.requireNonNull(redelivery);
    }

    /** Of an account that does not say what becomes of what it missed. */
    public Profile(
            LocalText name,
            String tenant,
            Duration deadline,
            String owner,
            String note,
            boolean live,
            List<Sight> sights,
            Hearing hearing) {
        this(name, tenant, deadline, owner, note, live, sights, hearing, UNTOLD);
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

    /** The same of an account whose platform does that for what it could not bring. */
    public Profile missing(Redelivery what) {
        return new Profile(name, tenant, deadline, owner, note, live, sights, hearing, what);
    }

    /** The same, counted as one that is being tried out. */
    public Profile inTrial() {
        return new Profile(name, tenant, deadline, owner, note, false, sights, hearing, redelivery);
    }

    /**
     * One kind of what there is on the platform, and whether this account sees it. Whether it really came is told by the
     * hub, which holds what came against the signs.
     *
     * @param what in words that an operator knows from the platform
     * @param why it is so, and on what it depends
     * @param signs by which the hub recognises it in what comes in, any of them; without one it can confirm nothing, and
     *     what depends on the platform stays unknown
     * @param remedies what would make it seen, or surer, the easiest first; empty where nothing does
     */
    public record Sight(LocalText what, Promise promise, LocalText why, Set<Sign> signs, List<Remedy> remedies) {
        public Sight {
            Objects.requireNonNull(what);
            Objects.requireNonNull(promise);
            Objects.requireNonNull(why);
            signs = Set.copyOf(signs);
            remedies = List.copyOf(remedies);
        }

        /** What is seen where the platform plays along, or never. */
        public Sight(LocalText what, boolean visible, LocalText why) {
            this(what, visible ? Promise.DEPENDS : Promise.NEVER, why, Set.of(), List.of());
        }

        /** The same, recognised by any of these. */
        public Sight shownBy(Sign... some) {
            return new Sight(what, promise, why, Set.of(some), remedies);
        }

        /** The same, which this would change. */
        public Sight mendedBy(Remedy... some) {
            return new Sight(what, promise, why, signs, List.of(some));
        }

        /** The same, promised otherwise. */
        public Sight as(Promise other) {
            return new Sight(what, other, why, signs, remedies);
        }

        /** Whether it may come as the account is set up. */
        public boolean visible() {
            return promise == Promise.BROUGHT || promise == Promise.DEPENDS;
        }
    }

    /** What can be said of a sight before anything has come. */
    public enum Promise {
        /** As the account is set up here, the platform brings it. */
        BROUGHT,
        /** It depends on what is set on the platform, where the hub cannot look. */
        DEPENDS,
        /** As the account is set up here, it does not come; a remedy says what would change that. */
        WITHHELD,
        /** The platform gives it to nobody by this kind of account. */
        NEVER
    }
}
