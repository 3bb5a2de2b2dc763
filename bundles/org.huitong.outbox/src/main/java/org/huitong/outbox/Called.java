// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.Optional;
import org.huitong.api.outbox.To;

/**
 * What people call the two ends of a letter, where that is known.
 *
 * @param to whom it goes to; of a group only for whoever wrote there
 * @param by who wrote it
 */
record Called(Optional<String> to, Optional<String> by) {
    static final Called NOTHING = new Called(Optional.empty(), Optional.empty());

    /** @param own whether the letter is the reader's: what a group is called is its people's */
    static Called of(ShelfRow row, Addresses addresses, boolean own) {
        Sheet sheet = row.sheet();
        if (!sheet.isReadable()) {
            return NOTHING;
        }
        Optional<String> writer = row.spoken()
                ? Optional.of(sheet.name()).filter(name -> !name.isBlank()).or(() -> addresses.writer(row.by()))
                : Optional.empty();
        return new Called(to(sheet, addresses, own), writer);
    }

    private static Optional<String> to(Sheet sheet, Addresses addresses, boolean own) {
        To to = sheet.to();
        if (to instanceof To.Person person) {
            return addresses.name(person.person());
        }
        if (to instanceof To.User user) {
            return addresses.name(
                    new AccountName(user.platform(), user.account()),
                    sheet.place().map(Sheet.Place::tenant),
                    user.user());
        }
        if (to instanceof To.Room room) {
            Optional<Sheet.Place> place = sheet.place();
            return place.flatMap(at -> at.conversation().title())
                    .filter(title -> own)
                    .or(() -> place.flatMap(at -> at.other())
                            .flatMap(other -> addresses.name(
                                    new AccountName(room.platform(), room.account()),
                                    place.map(Sheet.Place::tenant),
                                    other)));
        }
        return to instanceof To.Role role
                ? role.department().flatMap(addresses::department).map(name -> role.role() + " · " + name)
                : Optional.empty();
    }
}
