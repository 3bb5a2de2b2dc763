// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.work.Duty;

/**
 * Who may decide a step, as people and roles stand today: whoever leads the department of the person concerned, or holds
 * the role, or stands in for one of these who is away. Never who asked, nor whom it is about, nor who has decided a step
 * before or was stood in for there, nor whom the asker has put in their place; and nobody stands in for one of these.
 * Pure.
 *
 * @param placed to whom who asked has given their place, or the account by which they come in
 */
record Chain(Duty duty, RoleHolders holders, Function<Matter, Set<String>> placed) {
    /** Whoever leads the department of the person concerned; of a head, and where the head asks, the superior. */
    static final String DEPARTMENT_HEAD = "department-head";

    /**
     * Somebody who may decide.
     *
     * @param instead the id of the person who is away and for whom this one stands in
     */
    record Approver(Person person, Optional<String> instead) {}

    /** Who may decide it now; empty where there is nobody: it waits until somebody is back or has the role. */
    List<Approver> of(Matter matter, Approval.Step step) {
        return approvers(step.role(), matter.concerned(), barred(matter));
    }

    /** The role of which there is nobody, or nobody who is not needed for another step; empty where all can be decided. */
    Optional<String> missing(Matter matter) {
        return missing(matter, 0, barred(matter));
    }

    private Optional<String> missing(Matter matter, int from, Set<String> barred) {
        if (from == matter.steps().size()) {
            return Optional.empty();
        }
        String role = matter.steps().get(from).role();
        Optional<String> missing = Optional.of(role);
        for (Approver one : approvers(role, matter.concerned(), barred)) {
            Set<String> taken = new HashSet<>(barred);
            taken.add(one.person().id());
            one.instead().ifPresent(taken::add);
            missing = missing(matter, from + 1, taken);
            if (missing.isEmpty()) {
                break;
            }
        }
        return missing;
    }

    /** Whether they have decided a step, could have, or may decide one of those to come. */
    boolean hasPart(Matter matter, String person) {
        return matter.steps().stream()
                .anyMatch(step -> step.said()
                                .filter(said -> said.person().equals(person)
                                        || said.instead().filter(person::equals).isPresent())
                                .isPresent()
                        || couldHave(matter, step, person));
    }

    /** Whether it could be theirs, had nobody decided or asked. */
    private boolean couldHave(Matter matter, Approval.Step step, String person) {
        return approvers(step.role(), matter.concerned(), Set.of()).stream()
                .anyMatch(one -> one.person().id().equals(person));
    }

    private Set<String> barred(Matter matter) {
        Set<String> barred = new HashSet<>(placed.apply(matter));
        barred.add(matter.concerned());
        matter.maker().ifPresent(barred::add);
        matter.steps().stream().flatMap(step -> step.said().stream()).forEach(said -> {
            barred.add(said.person());
            said.instead().ifPresent(barred::add);
        });
        return barred;
    }

    private List<Approver> approvers(String role, String concerned, Set<String> barred) {
        List<Approver> found = new ArrayList<>();
        if (role.equals(DEPARTMENT_HEAD)) {
            duty.roster().lineOfCommand(concerned, duty.date()).stream()
                    .flatMap(above -> there(above, barred).stream())
                    .findFirst()
                    .ifPresent(found::add);
            return found;
        }
        Optional<String> department = duty.roster().person(concerned).flatMap(p -> p.departments(duty.date()).stream()
                .findFirst());
        for (String id : holders.of(role, department)) {
            duty.roster()
                    .person(id)
                    .flatMap(holder -> there(holder, barred))
                    .filter(one -> found.stream().noneMatch(f -> f.person().equals(one.person())))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** The person, or the deputy of one who is away today. */
    private Optional<Approver> there(Person person, Set<String> barred) {
        if (barred.contains(person.id())) {
            return Optional.empty();
        }
        if (duty.isHere(person)) {
            return Optional.of(new Approver(person, Optional.empty()));
        }
        return Optional.of(person)
                .filter(Person::active)
                .flatMap(away -> away.deputy(duty.date()))
                .flatMap(duty.roster()::person)
                .filter(duty::isHere)
                .filter(deputy -> !barred.contains(deputy.id()))
                .map(deputy -> new Approver(deputy, Optional.of(person.id())));
    }

    /** Whether anybody is above that person; nobody leads who leads all. */
    boolean isLed(String person) {
        return !duty.roster().lineOfCommand(person, duty.date()).isEmpty();
    }

    /** What is said to somebody who wants to decide the step. */
    sealed interface Answer {
        record May(Approver approver) implements Answer {}

        /** @param word for programs */
        record MayNot(int status, String word, LocalText reason) implements Answer {}
    }

    Answer answer(Matter matter, Optional<String> person) {
        if (person.isEmpty()) {
            return notYours(LocalText.of("这个账号没有对应的人员，不能审批。", "This account is nobody’s and cannot approve."));
        }
        String id = person.get();
        if (matter.maker().filter(id::equals).isPresent() || matter.concerned().equals(id)) {
            return notYours(LocalText.of(
                    "不能审批自己提出的或关于自己的事项，代理他人时也不行。",
                    "Nobody approves what they asked for or what is about themselves, nor in another’s place."));
        }
        Optional<Approval.Step> turn = matter.turn();
        if (turn.isEmpty()) {
            return decided();
        }
        Optional<Approver> approver = of(matter, turn.get()).stream()
                .filter(one -> one.person().id().equals(id))
                .findFirst();
        if (approver.isPresent()) {
            return new Answer.May(approver.get());
        }
        if (placed.apply(matter).contains(id)) {
            return new Answer.MayNot(
                    403,
                    "placed-by-asker",
                    LocalText.of(
                            "申请人在近 90 天内让您成为上级、负责人或代理人，或新建、重置了您的账号，所以您不能审批这项申请；" + "由其他审批人决定，没有时等待或到期。",
                            "Who asks has made you a superior, head or deputy within 90 days, or made or reset your"
                                    + " account, so you do not count for this; another approver decides, and until there"
                                    + " is one it waits."));
        }
        boolean late = matter.steps().stream().anyMatch(step -> step.said().isPresent() && couldHave(matter, step, id));
        return late
                ? decided()
                : notYours(LocalText.of(
                        "现在轮到“" + holders.name(turn.get().role()).zh() + "”审批，您目前不是这一步的审批人。",
                        "It is the turn of the role "
                                + holders.name(turn.get().role()).en() + ", which you do not have now."));
    }

    private static Answer decided() {
        return new Answer.MayNot(
                409,
                "decided-already",
                LocalText.of("这一步已经有人决定了，请刷新。", "This step has been decided already; look again."));
    }

    private static Answer notYours(LocalText reason) {
        return new Answer.MayNot(403, "not-yours-to-decide", reason);
    }
}
