// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * Who may read a message, and why.
 *
 * @param total how many people in all
 * @param accounts those of no person that read every message
 */
public record ReadersJson(
        String message, int total, List<ReaderJson> items, List<ProgramJson> accounts, Optional<String> next) {
    static ReadersJson of(String message, Readers.Page page, List<ProgramJson> accounts) {
        return new ReadersJson(
                message, page.total(), page.items().stream().map(ReaderJson::of).toList(), accounts, page.next());
    }

    public record ProgramJson(String account, String name) {}

    /** @param login whether they have an open account to come in with */
    public record ReaderJson(String person, String name, String employee, boolean login, List<ReasonJson> because) {
        static ReaderJson of(Readers.Reader reader) {
            return new ReaderJson(
                    reader.person().id(),
                    reader.person().name(),
                    reader.person().employee(),
                    reader.login(),
                    reader.because().stream().map(ReasonJson::of).toList());
        }
    }

    /** @param role absent: what the account itself was given */
    public record ReasonJson(
            Optional<RoleNamed> role, Optional<String> where, LocalText words, Optional<Instant> until) {
        static ReasonJson of(Readers.Reason reason) {
            return new ReasonJson(
                    reason.role().map(RoleNamed::of), reason.where().map(Where::word), reason.words(), reason.until());
        }
    }

    public record RoleNamed(String id, LocalText name) {
        static RoleNamed of(Role role) {
            return new RoleNamed(role.id(), role.name());
        }
    }

    /** Whether one person may, and why, or by which role they do not. */
    public record VerdictJson(String message, boolean may, ReaderJson reader, List<LackJson> lacks) {
        static VerdictJson of(String message, Readers.Verdict verdict) {
            return new VerdictJson(
                    message,
                    verdict.may(),
                    ReaderJson.of(verdict.reader()),
                    verdict.lacks().stream()
                            .map(lack -> new LackJson(
                                    RoleNamed.of(lack.role()), lack.where().word(), lack.words()))
                            .toList());
        }
    }

    /** @param words every condition of the role that the message does not fit */
    public record LackJson(RoleNamed role, String where, List<LocalText> words) {}
}
