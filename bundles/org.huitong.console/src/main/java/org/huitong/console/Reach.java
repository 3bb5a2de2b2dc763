// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.text.LocalText;

/**
 * How far the console reaches: it shows everything and changes configurations alone, and what the installer does by its
 * own page. What runs is the installer's: bundles, components and start levels that were changed past it would stand
 * nowhere in the desired state, and nobody would take back what does not work. So pages are named that may, and not those
 * that may not: another one comes with each bundle.
 */
final class Reach {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    /** Configurations go to conf/, the extensions' page to the installer, logs are read by POST. */
    private static final Set<String> OPEN = Set.of("configMgr", "huitong-extensions", "logs", ConsoleDoor.LOGOUT);

    /** The configurations' page takes such a GET for a POST, also from a link on another site. */
    private static final String AS_POST = "post";

    /** With these it reads a form and changes nothing. */
    private static final Set<String> READING = Set.of(AS_POST, "create", "pidFilter", "ts");

    private static final LocalText PAST_THE_INSTALLER = LocalText.of(
            "控制台在这里只能查看：模块、组件和启动级别由安装程序管理。请用员工页面中的“扩展”、deploy/ 或命令 extension:* 和 feature:*。",
            "Here the console is for looking: bundles, components and start levels are the installer's."
                    + " Use the staff page Extensions, deploy/, or the commands extension:* and feature:*.");
    private static final LocalText CHANGING_GET =
            LocalText.of("修改只能用 POST 请求。", "What changes something is sent by POST.");

    private Reach() {}

    static boolean isHarmless(HttpServletRequest request) {
        return HARMLESS.contains(request.getMethod());
    }

    /** Why this call is not done; empty where it is. */
    static Optional<LocalText> objection(HttpServletRequest request) {
        if (isHarmless(request)) {
            Set<String> asked = request.getParameterMap().keySet();
            return asked.contains(AS_POST) && !READING.containsAll(asked)
                    ? Optional.of(CHANGING_GET)
                    : Optional.empty();
        }
        return "POST".equals(request.getMethod()) && OPEN.contains(page(request))
                ? Optional.empty()
                : Optional.of(PAST_THE_INSTALLER);
    }

    /** The first step of the path as the console reads it, decoded and without dots. */
    private static String page(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        String inner = path.startsWith("/") ? path.substring(1) : path;
        int slash = inner.indexOf('/');
        return slash < 0 ? inner : inner.substring(0, slash);
    }
}
