// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;

/** A platform that tells what a test has put into it, two at a time. */
final class ToldDirectory implements Directory {
    static final LocalText TIRED = LocalText.of("稍后", "later");
    private static final int AT_ONCE = 2;

    private final List<Department> departments = new ArrayList<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private Optional<LocalText> refusal = Optional.empty();
    private int restAfter = Integer.MAX_VALUE;
    private int asked;
    private String tenant = "ding1";
    private final List<String> shut = new ArrayList<>();

    ToldDirectory department(String id, String name, String above) {
        departments.add(new Department(id, name, Optional.of(above).filter(one -> !one.isEmpty())));
        return this;
    }

    ToldDirectory member(
            String id, String name, String employee, String post, String mail, String mobile, String department) {
        members.put(
                id, new Member(List.of(id, "union-" + id), name, employee, List.of(department), post, mail, mobile));
        return this;
    }

    void leave(String id) {
        members.remove(id);
    }

    void hides(String zh, String en) {
        withheld.add(new Withheld(true, LocalText.of(zh, en)));
    }

    void fails(LocalText why) {
        refusal = Optional.of(why);
    }

    void works() {
        refusal = Optional.empty();
    }

    void of(String company) {
        tenant = company;
    }

    List<String> shut() {
        return List.copyOf(shut);
    }

    void restAfter(int answers) {
        restAfter = answers;
    }

    int asked() {
        return asked;
    }

    /** How many questions all of it takes. */
    int pages() {
        int all = Math.max(1, (departments.size() + 1) / AT_ONCE) + 1;
        for (Department one : departments) {
            long there = members.values().stream()
                    .filter(member -> member.departments().contains(one.id()))
                    .count();
            all += (int) Math.max(1, (there + 1) / AT_ONCE);
        }
        return all;
    }

    Map<String, Object> properties(String account) {
        return Map.of("huitong.platform", "dingtalk", "service.pid", "org.huitong.connector.dingtalk~" + account);
    }

    /** Answers at once. */
    Errands errands() {
        return new Errands() {
            @Override
            public <T> CompletionStage<Ending<T>> run(
                    String platform,
                    String account,
                    BiFunction<Connector, Trail, Step<T>> asking,
                    BooleanSupplier leaving) {
                asked++;
                if (asked > restAfter) {
                    return CompletableFuture.completedFuture(new Ending.Later<>(Duration.ofMinutes(5), TIRED));
                }
                Step<T> step = asking.apply(ToldDirectory.this, Trail.beginning(Optional.empty()));
                return CompletableFuture.completedFuture(
                        step instanceof Step.Done<T> done
                                ? new Ending.Done<>(done.value())
                                : new Ending.Failed<>(
                                        ((Step.Failed<T>) step).failure(), ((Step.Failed<T>) step).detail()));
            }
        };
    }

    @Override
    public Profile profile() {
        return new Profile(LocalText.of("钉钉", "DingTalk"), tenant, Duration.ofSeconds(1), "", "", true, List.of());
    }

    @Override
    public Optional<LocalText> problem() {
        return Optional.empty();
    }

    @Override
    public Reach reach() {
        return new Reach(true, true, Optional.empty());
    }

    @Override
    public Step<Slice<Department>> departments(Optional<String> cursor, Trail trail) {
        return refusal.<Step<Slice<Department>>>map(why -> Step.failed(Step.Failure.ACCOUNT, why))
                .orElseGet(() -> Step.done(slice(departments, cursor)));
    }

    @Override
    public Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail) {
        return Step.done(slice(
                members.values().stream()
                        .filter(one -> one.departments().contains(department))
                        .toList(),
                cursor));
    }

    @Override
    public Step<Boolean> shutOut(String account, Trail trail) {
        if (refusal.isPresent()) {
            return Step.failed(Step.Failure.ACCOUNT, refusal.get());
        }
        shut.add(account);
        return Step.done(true);
    }

    private <T> Slice<T> slice(List<T> all, Optional<String> cursor) {
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + AT_ONCE);
        return new Slice<>(
                all.subList(from, to),
                to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty(),
                from == 0 ? withheld : List.of());
    }
}
