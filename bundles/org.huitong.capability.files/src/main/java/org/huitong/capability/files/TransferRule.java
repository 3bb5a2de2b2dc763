// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;

/**
 * The one place that decides what becomes of a file that somebody wants to hand on: it goes, whoever leads them is asked,
 * or it does not. Pure thinking on one roster and the roles of this moment.
 */
record TransferRule(Roster roster, LocalDate date, RoleHolders holders) {
    /** What was decided. */
    sealed interface Verdict {
        record Goes() implements Verdict {}

        /** Whoever leads the sender is asked. */
        record Asks() implements Verdict {}

        record Refused(String word, LocalText why) implements Verdict {
            public Refused {
                Objects.requireNonNull(word);
                Objects.requireNonNull(why);
            }
        }
    }

    /** @param sender the person who hands it on; empty for a program, and for an account that is nobody's */
    Verdict judge(Tier tier, Optional<String> sender, List<Recipient> to) {
        Optional<LocalText> barred = barred(tier, sender);
        if (barred.isPresent()) {
            return new Verdict.Refused("tier-not-yours", barred.get());
        }
        for (Recipient one : to) {
            if (one instanceof Recipient.Room && !tier.leaves()) {
                return new Verdict.Refused(
                        "tier-stays",
                        LocalText.of(
                                label(tier).zh() + "的文件不出汇通，只能传给人员，由对方在“文件传送”里下载。",
                                "Files called \"" + label(tier).en()
                                        + "\" stay in the hub: hand them to persons, who take them here."));
            }
            if (one instanceof Recipient.Somebody somebody
                    && roster.person(somebody.person()).filter(Person::active).isEmpty()) {
                return new Verdict.Refused(
                        "unknown-recipient",
                        LocalText.of("收件人不在通讯录中，或已离职。", "A recipient is not in the directory, or has left."));
            }
        }
        if (!asks(tier, sender, to)) {
            return new Verdict.Goes();
        }
        if (sender.isEmpty()) {
            return new Verdict.Refused(
                    "nobodys-account",
                    LocalText.of(
                            "这个账号没有对应的人员，无人可以审批这次传送。",
                            "This account is nobody's, so there is nobody who could approve."));
        }
        if (!roster.lineOfCommand(sender.get(), date).isEmpty()) {
            return new Verdict.Asks();
        }
        return leads(sender.get())
                ? new Verdict.Goes()
                : new Verdict.Refused(
                        "nobody-above",
                        LocalText.of(
                                "通讯录中没有您的上级，无人可以审批这次传送。请联系人事补全部门或上级。",
                                "Nobody stands above you in the directory who could be asked. Have your department or"
                                        + " superior put there."));
    }

    /** Nobody is above who leads all; nobody is above either whose card names no department, and they lead nobody. */
    private boolean leads(String person) {
        return !roster.departmentsLed(person).isEmpty()
                || !roster.companiesLed(person).isEmpty()
                || holders.of("executive", Optional.empty()).contains(person);
    }

    private Optional<LocalText> barred(Tier tier, Optional<String> sender) {
        boolean may = tier.roles().isEmpty()
                || sender.filter(id -> tier.roles().stream().anyMatch(role -> holders.of(role, Optional.empty())
                                .contains(id)))
                        .isPresent();
        if (may) {
            return Optional.empty();
        }
        List<LocalText> names = tier.roles().stream().map(holders::name).toList();
        return Optional.of(LocalText.of(
                label(tier).zh() + "的文件只有这些角色可以传送："
                        + names.stream().map(LocalText::zh).collect(Collectors.joining("、")) + "。",
                "Files called \"" + label(tier).en() + "\" are handed on by these roles alone: "
                        + names.stream().map(LocalText::en).collect(Collectors.joining(", ")) + "."));
    }

    private static LocalText label(Tier tier) {
        return tier.secrecy().label();
    }

    /** Who may write in a room may give it a file: it is not elsewhere. */
    private boolean asks(Tier tier, Optional<String> sender, List<Recipient> to) {
        return switch (tier.asking()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case ELSEWHERE -> to.stream()
                    .anyMatch(one -> one instanceof Recipient.Somebody somebody
                            && !somebody.person().equals(sender.orElse(""))
                            && isElsewhere(sender, somebody.person()));
        };
    }

    private boolean isElsewhere(Optional<String> sender, String person) {
        Set<String> theirs = Set.copyOf(departments(person));
        return sender.stream().flatMap(id -> departments(id).stream()).noneMatch(theirs::contains);
    }

    private List<String> departments(String person) {
        return roster.person(person).map(p -> p.departments(date)).orElse(List.of());
    }
}
