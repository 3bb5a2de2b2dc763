// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Reach;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Who works at the company, as far as the application is visible to them: all departments in one answer, the people of
 * each in another. To applications made since June 2022 WeCom tells neither telephone nor mail, and numbers to nobody.
 * Pure.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/90201">读取成员</a>
 */
final class WecomDirectory {
    /** The company itself. */
    private static final String ROOT = "1";

    /** Shut by an administrator, or gone. */
    private static final Set<String> AWAY = Set.of("2", "5");

    /** The application is not visible to that department. */
    private static final String UNSEEN = "60011";

    private static final Set<String> GONE = Set.of("60003", "60123");

    private static final String NOBODY = "60111";

    private static final Set<String> NO_RIGHT = Set.of("48002", "48001", "60011", "301002");

    private static final LocalText WITHOUT = LocalText.of(
            "企业微信不向应用提供工号，也不向 2022 年 6 月以后新建的应用提供手机和邮箱：账号只能按 userid 登记，或请员工在汇通自助绑定",
            "WeCom tells applications no employee numbers, and to those made since June 2022 neither telephone nor mail:"
                    + " accounts can only be written down by their userid, or by people binding themselves here");

    private static final Withheld VISIBLE = new Withheld(
            true,
            LocalText.of(
                    "应用的可见范围不是整个企业，只能看到其中的部门和人；请在管理后台“应用管理”中把可见范围改为整个企业",
                    "the application is not visible to the whole company, so only those departments and people are told: widen"
                            + " its visible range in the admin console"));

    private final Parsed<WecomSends.Access> access;
    private final boolean application;
    private final String wanted;

    /**
     * @param application whether the account is one: robots see no directory
     * @param wanted {@code no}, {@code read}, or {@code shut} for both
     */
    WecomDirectory(Parsed<WecomSends.Access> access, boolean application, String wanted) {
        this.access = access;
        this.application = application;
        this.wanted = wanted;
    }

    Reach reach() {
        boolean shuts = "shut".equals(wanted);
        return new Reach(
                shuts || "read".equals(wanted),
                shuts,
                application
                        ? access.bad()
                        : Optional.of(LocalText.of(
                                "机器人看不到通讯录，请用自建应用的账号读取",
                                "a robot sees no directory: let the account of an application read it")));
    }

    Step<Slice<Department>> departments(Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return get("/cgi-bin/department/list", trail);
        }
        Json answer = Answers.json(trail.reply().get());
        if (!code(answer).equals("0")) {
            return refused(trail.reply().get());
        }
        List<Json> all = answer.at("department").items();
        boolean whole = all.stream().anyMatch(one -> id(one).equals(ROOT));
        List<Department> departments = all.stream()
                .filter(one -> !id(one).equals(ROOT))
                .map(one -> new Department(
                        id(one),
                        one.text("name").orElse(""),
                        one.text("parentid").filter(above -> !above.equals(ROOT) && !above.equals("0"))))
                .toList();
        return Step.done(new Slice<>(departments, Optional.empty(), whole ? List.of() : List.of(VISIBLE)));
    }

    Step<Slice<Member>> people(String department, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return get("/cgi-bin/user/list", trail, "department_id", department.isEmpty() ? ROOT : department);
        }
        Json answer = Answers.json(trail.reply().get());
        if (code(answer).equals(UNSEEN)) {
            return Step.done(new Slice<>(List.of(), Optional.empty(), List.of(VISIBLE)));
        }
        if (GONE.contains(code(answer))) {
            return Step.done(new Slice<>(List.of(), Optional.empty(), List.of(Withheld.OUT_OF_SIGHT)));
        }
        if (!code(answer).equals("0")) {
            return refused(trail.reply().get());
        }
        List<Json> all = answer.at("userlist").items();
        boolean bare = !all.isEmpty()
                && all.stream()
                        .noneMatch(one ->
                                one.at("mobile").exists() || one.at("email").exists());
        return Step.done(new Slice<>(
                all.stream().flatMap(WecomDirectory::member).toList(),
                Optional.empty(),
                bare ? List.of(new Withheld(false, WITHOUT)) : List.of()));
    }

    /** Shuts the member, whom an administrator can let in again. */
    Step<Boolean> shutOut(String account, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            JsonText body = JsonText.object().with("userid", account).with("enable", 0);
            return Step.ask(Call.post(
                            access.good()
                                    .orElseThrow()
                                    .base()
                                    .at(
                                            "/cgi-bin/user/update",
                                            "access_token",
                                            trail.token().get().value()),
                            body.toString())
                    .asHarmless());
        }
        String code = code(Answers.json(trail.reply().get()));
        if (code.equals("0") || code.equals(NOBODY)) {
            return Step.done(true);
        }
        return NO_RIGHT.contains(code)
                ? Step.failed(
                        Step.Failure.REFUSED,
                        Answers.reason(
                                "企业微信不让此应用停用成员：需要在“管理工具 → 通讯录同步”开启编辑权限的 Secret，或在管理后台停用此人",
                                "WeCom lets this application shut nobody: use the secret of the contact synchronisation with"
                                        + " the right to edit, or shut the person in the admin console",
                                code,
                                ""))
                : WecomRefusals.read(trail.reply().get());
    }

    private static Stream<Member> member(Json told) {
        Optional<String> id = told.text("userid").filter(one -> !one.isEmpty());
        if (id.isEmpty() || AWAY.contains(told.text("status").orElse(""))) {
            return Stream.empty();
        }
        List<String> departments = new ArrayList<>();
        told.at("department").items().forEach(one -> one.text()
                .filter(department -> !department.equals(ROOT))
                .ifPresent(departments::add));
        return Stream.of(new Member(
                List.of(id.get()),
                told.text("name").orElse(""),
                "",
                departments,
                told.text("position").orElse(""),
                told.text("biz_mail")
                        .filter(mail -> !mail.isEmpty())
                        .or(() -> told.text("email"))
                        .orElse(""),
                told.text("mobile").orElse("")));
    }

    private <T> Step<Slice<T>> get(String path, Trail trail, String... query) {
        List<String> all = new ArrayList<>(
                List.of("access_token", trail.token().orElseThrow().value()));
        all.addAll(List.of(query));
        return Step.ask(Call.get(access.good().orElseThrow().base().at(path, all.toArray(String[]::new))));
    }

    private static <T> Step<T> refused(Reply reply) {
        String code = code(Answers.json(reply));
        return NO_RIGHT.contains(code)
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "企业微信不让此应用读取通讯录，请核对应用的可见范围和 Secret",
                                "WeCom lets this application read no directory: look at its visible range and its secret",
                                code,
                                ""))
                : WecomRefusals.read(reply);
    }

    private static String code(Json answer) {
        return answer.text("errcode").orElse("");
    }

    private static String id(Json department) {
        return department.text("id").orElse("");
    }
}
