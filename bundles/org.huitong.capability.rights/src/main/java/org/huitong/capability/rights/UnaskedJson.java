// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * A time without approvals, as JSON has it.
 *
 * @param offBy,onBy,seenBy accounts
 * @param waits for somebody else to look at it
 */
public record UnaskedJson(
        int id,
        Instant offAt,
        String offBy,
        Optional<Instant> onAt,
        Optional<String> onBy,
        List<Given> given,
        boolean waits,
        Optional<Instant> seenAt,
        Optional<String> seenBy) {
    /**
     * Roles that a person had from then on, or a role that became another.
     *
     * @param person the hub's own id
     */
    public record Given(Instant at, String by, Optional<String> person, Optional<String> name, List<Named> roles) {}

    /** A role. */
    public record Named(String id, LocalText name) {}

    static UnaskedJson of(Unasked time, RightsKeeper keeper, Instant now) {
        return new UnaskedJson(
                time.id(),
                time.off().at(),
                time.off().by(),
                time.on().map(Unasked.Turn::at),
                time.on().map(Unasked.Turn::by),
                time.given().stream().map(gift -> given(gift, keeper)).toList(),
                time.waits(now),
                time.seen().map(Unasked.Turn::at),
                time.seen().map(Unasked.Turn::by));
    }

    private static Given given(Unasked.Gift gift, RightsKeeper keeper) {
        return new Given(
                gift.at(),
                gift.by(),
                gift.person(),
                gift.person().flatMap(keeper::nameOf),
                gift.roles().stream()
                        .map(role -> new Named(role, keeper.name(role)))
                        .toList());
    }
}
