// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** Every way in which access says no. */
final class Refused {
    private Refused() {}

    static Problem tooManyTokens(int most) {
        return conflict("conflict", "您已有 " + most + " 个令牌，请先删除一些。", "You have " + most + " tokens; remove some first.");
    }

    static Problem badName() {
        return new Problem(
                400,
                "bad-account-name",
                LocalText.of(
                        "登录名由小写字母、数字和 . _ @ - 组成，以字母或数字开头，最多 64 个字符。",
                        "An account is named in letters a–z, digits and . _ @ -, beginning with one of the first two,"
                                + " at most 64 of them."));
    }

    static Problem badPermission() {
        return new Problem(
                400,
                "bad-permission",
                LocalText.of(
                        "权限的写法是“对象.动作”，小写字母，例如 reports.read。",
                        "A permission reads <subject>.<verb>, in small letters, such as reports.read."));
    }

    static Problem nameTaken() {
        return conflict("account-exists", "这个登录名已经有人使用。", "There is an account of that name already.");
    }

    static Problem nameRetired() {
        return conflict(
                "account-name-retired",
                "这个登录名属于一个已删除的账号，不能再用：原账号名下的投诉、任务和申请都跟着名字走。请另取一个登录名；暂时不用的账号可以停用，不必删除。",
                "An account of that name was removed, and what was its own (complaints, tasks, requests) goes by the name:"
                        + " take another name. An account that may be wanted again is shut, not removed.");
    }

    static Problem lastAdministrator() {
        return conflict(
                "last-administrator", "这是最后一位管理员。请先设置另一位。", "This is the last administrator. Make another one first.");
    }

    static Problem lastWhoSecures() {
        return conflict(
                "last-administrator",
                "这是最后一位可以管理账号的人。请先设置另一位。",
                "This is the last who can manage accounts. Make another one first.");
    }

    static Problem noPassword() {
        return conflict("service-account", "服务账号没有密码，只使用令牌。", "A service account has no password, only tokens.");
    }

    static Problem notAProgram() {
        return new Problem(
                403,
                "not-a-service-account",
                LocalText.of(
                        "令牌由本人创建；只有服务账号的令牌由管理员创建。",
                        "People make their own tokens; administrators make those of service accounts."));
    }

    static Problem badTokenPermissions() {
        return Problem.badRequest(
                "permissions 是权限的列表，总长不超过 4000 个字符。",
                "permissions is a list of permissions, of 4000 characters at most.");
    }

    /** Who could do it is said as well. */
    static Problem ownAccount(String zh, String en) {
        return new Problem(403, "own-account", LocalText.of(zh, en));
    }

    /** @param permission as a sentence names it */
    static Problem guarded(LocalText permission) {
        return new Problem(403, "guarded-permission", handing(permission));
    }

    static LocalText handing(LocalText permission) {
        return LocalText.of(
                "权限" + permission.zh() + "只能由自己完整拥有它的人授予、收回；持有它的账号，也只能由这样的人重置密码、关联人员、停用或删除。",
                "Only who holds the permission " + permission.en()
                        + " whole gives or takes it, and decides on accounts that bring it.");
    }

    /** @param permission as a sentence names it */
    static Problem nobodysToGive(LocalText permission) {
        return new Problem(
                403,
                "nobodys-permission",
                LocalText.of(
                        "权限" + permission.zh() + "随负责人身份和审批角色而来，任何人都不能把它授予账号。",
                        "The permission " + permission.en()
                                + " comes with leading others and with roles that approve; nobody gives it to an account."));
    }

    /** @param permission as a sentence names it */
    static Problem seesMore(String name, LocalText permission) {
        return new Problem(
                403,
                "sees-more",
                LocalText.of(
                        "不能以“" + name + "”的视角查看：对方有权限" + permission.zh() + "，而您自己没有，也就不能授予。",
                        "You cannot look through the eyes of " + name + ", who has the permission " + permission.en()
                                + ", which you have not and could not give."));
    }

    static Problem notWithin(String name) {
        return Problem.forbidden(LocalText.of(
                "“" + name + "”不在您可以查看的部门或公司。", name + " belongs to no department or company that you may look at."));
    }

    static Problem noEyes(String zh, String en) {
        return conflict("no-eyes", zh, en);
    }

    static Problem looksAlready() {
        return conflict("viewing", "您已在以他人的视角查看，请先结束。", "You look through the eyes of somebody already; end it first.");
    }

    static Problem notByToken() {
        return Problem.forbidden(LocalText.of(
                "令牌只能由已登录的人创建，不能用令牌创建。请先登录。", "Tokens are made by who is logged in, not by a token. Log in first."));
    }

    static Problem weak(LocalText detail) {
        return new Problem(400, "weak-password", detail);
    }

    static Problem noSuchAccount() {
        return Problem.notFound(LocalText.of("这个账号", "account"));
    }

    static Problem noSuchToken() {
        return Problem.notFound(LocalText.of("这个令牌", "token"));
    }

    static Problem noSuchSession() {
        return Problem.notFound(LocalText.of("这个登录", "session"));
    }

    static Problem wrongCredentials() {
        return new Problem(401, "wrong-credentials", LocalText.of("用户名或密码不对。", "The name or the password is wrong."));
    }

    static Problem barred(LocalText reason) {
        return new Problem(403, "barred", reason);
    }

    static LocalText elsewhere(String remote) {
        return LocalText.of(
                "您的账号有管理、安全或审计权限，只能从规定的地址登录和使用；现在的地址是 " + remote + "。请换到规定的网络，或联系安全管理员。",
                "Your account manages, secures or audits the hub and comes from certain addresses alone; yours is "
                        + remote + ". Go to such a network, or ask a security administrator.");
    }

    static Problem noRange(String written) {
        String shown = written.length() <= 64 ? written : written.substring(0, 64) + "…";
        return new Problem(
                400,
                "bad-range",
                LocalText.of(
                        "“" + shown + "”不是地址段。写法如 10.0.0.0/8、192.0.2.7 或 2001:db8::/32，前缀之后的位须为零。",
                        "“" + shown
                                + "” is no range of addresses. Write 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32, with no bits"
                                + " behind the prefix."));
    }

    static Problem shutsOut(String remote) {
        return conflict(
                "shuts-out",
                "这些地址段不含您现在的地址 " + remote + "，保存后您自己就进不来了。请把它加进去。",
                "Your own address, " + remote + ", lies in none of these ranges: you would shut yourself out. Add it.");
    }

    static Problem unreachable() {
        return new Problem(
                503,
                "directory-unreachable",
                LocalText.of(
                        "公司目录暂时没有应答，无法核对密码。请稍后再试；有本地密码的账号不受影响。",
                        "The company's directory does not answer, so no password can be compared. Try again later;"
                                + " accounts with a password here are not concerned."));
    }

    static Problem codeNeeded() {
        return new Problem(
                401,
                "code-needed",
                LocalText.of(
                        "请输入身份验证器上的 6 位动态码（或一个备用码）。",
                        "Give the six digits that your authenticator shows, or one of your recovery codes."));
    }

    static Problem wrongCode() {
        return new Problem(
                403,
                "wrong-code",
                LocalText.of(
                        "动态码不对，或已经用过。请等下一个码，并检查手机时间。",
                        "The code is wrong, or has been used. Wait for the next one, and look at the clock of your"
                                + " phone."));
    }

    static Problem loginLost() {
        return new Problem(
                409,
                "login-lost",
                LocalText.of("这次登录已过期或已用过，请重新登录。", "This login is too old or has been used. Log in again."));
    }

    static Problem factorThere() {
        return conflict("factor-there", "已经登记过第二因素。请先停用再重新登记。", "There is a second factor already; take it off first.");
    }

    static Problem noFactor() {
        return conflict("no-factor", "还没有登记第二因素。", "There is no second factor.");
    }

    static Problem factorRequired() {
        return conflict(
                "factor-required",
                "您的账号必须使用第二因素，不能停用；更换手机请管理员重置。",
                "Your account needs a second factor; if you have lost it, ask an administrator to reset it.");
    }

    static Problem wrongPassword() {
        return new Problem(403, "wrong-password", LocalText.of("当前密码不对。", "The old password is wrong."));
    }

    static Problem braked(long seconds) {
        return new Problem(
                429,
                "too-many-tries",
                LocalText.of(
                        "错误次数太多，请 " + seconds + " 秒后再试。", "Too many wrong tries. Try again in " + seconds + " s."));
    }

    static Problem starting() {
        return new Problem(
                503,
                "starting",
                LocalText.of("权限服务还没有就绪，请稍后再试。", "Rights cannot be judged yet. Try again in a moment."));
    }

    static Problem busy() {
        return new Problem(
                503,
                "busy",
                LocalText.of(
                        "现在登录的人太多，请几秒后再试。", "Too many people are logging in right now. Try again in a few seconds."));
    }

    private static Problem conflict(String word, String zh, String en) {
        return new Problem(409, word, LocalText.of(zh, en));
    }
}
