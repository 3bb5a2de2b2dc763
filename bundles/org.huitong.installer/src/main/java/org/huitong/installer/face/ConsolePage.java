// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.face;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Feature;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Part;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Features and extensions in the web console: first the plan, then its carrying out. Who may come in, and from which
 * site, is the console's door to judge; header, menu and footer are the console's as well.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=huitong-extensions",
            "felix.webconsole.title=Huitong Extensions",
            "felix.webconsole.category=Huitong"
        })
public final class ConsolePage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final LocalText FEATURES = LocalText.of("功能", "Features");
    private static final LocalText BUNDLES = LocalText.of("扩展模块", "Extensions");
    private static final LocalText PLAN = LocalText.of("计划", "Plan");
    private static final LocalText CARRY_OUT = LocalText.of("执行", "Carry out");
    private static final LocalText BACK = LocalText.of("返回", "Back");
    private static final LocalText NOTHING = LocalText.of("没有变化。", "Nothing changes.");
    private static final LocalText DONE = LocalText.of("完成。", "Done.");
    private static final LocalText REFUSED = LocalText.of("不能执行：", "Refused: ");
    private static final LocalText TAKEN_BACK = LocalText.of("没有成功，已恢复原状：", "It did not work and was taken back: ");
    private static final LocalText PLATFORM = LocalText.of("平台", "platform");
    private static final LocalText ON = LocalText.of("开启", "on");
    private static final LocalText OFF = LocalText.of("关闭", "off");
    private static final LocalText SWITCH_ON = LocalText.of("计划开启", "Plan to switch on");
    private static final LocalText SWITCH_OFF = LocalText.of("计划关闭", "Plan to switch off");
    private static final LocalText REMOVE = LocalText.of("计划移除", "Plan to remove");
    private static final LocalText RUNS = LocalText.of("运行中", "runs");
    private static final LocalText RESTS = LocalText.of("未运行", "does not run");
    private static final LocalText UPLOAD = LocalText.of(
            "上传模块请用员工页面中的“扩展”，或放入 deploy/。", "Upload bundles on the staff page Extensions, or put them into deploy/.");

    private final transient Installer installer;

    @Activate
    public ConsolePage(@Reference Installer installer) {
        this.installer = installer;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = request.getLocale();
        PrintWriter out = response.getWriter();
        heading(out, FEATURES.in(locale));
        out.println("<table class=\"nicetable\"><tbody>");
        for (Feature feature : installer.features()) {
            LocalText state = feature.fixed() ? PLATFORM : feature.on() ? ON : OFF;
            row(out, feature.name(), feature.title().in(locale), state.in(locale));
            out.print("<td>");
            if (!feature.fixed()) {
                form(
                        out,
                        (feature.on() ? SWITCH_OFF : SWITCH_ON).in(locale),
                        Map.of("feature", feature.name(), "on", String.valueOf(!feature.on())));
            }
            out.println("</td></tr>");
        }
        out.println("</tbody></table>");
        heading(out, BUNDLES.in(locale));
        out.println("<table class=\"nicetable\"><tbody>");
        for (Part part : installer.parts()) {
            String state = (part.active() ? RUNS : RESTS).in(locale)
                    + part.trouble().map(trouble -> ": " + trouble).orElse("");
            row(out, part.symbolicName(), part.version() + " · " + part.source(), state);
            out.print("<td>");
            if (!part.source().startsWith("feature:")) {
                form(out, REMOVE.in(locale), Map.of("remove", part.symbolicName()));
            }
            out.println("</td></tr>");
        }
        out.println("</tbody></table>");
        paragraph(out, UPLOAD.in(locale));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = request.getLocale();
        PrintWriter out = response.getWriter();
        String feature = request.getParameter("feature");
        String remove = request.getParameter("remove");
        String plan = request.getParameter("plan");
        if (feature != null) {
            show(out, locale, installer.planFeature(feature, Boolean.parseBoolean(request.getParameter("on"))));
        } else if (remove != null) {
            show(out, locale, installer.planRemoval(remove));
        } else if (plan != null) {
            tell(out, locale, installer.apply(plan));
        }
        out.println("<p><a href=\"\">" + text(BACK.in(locale)) + "</a></p>");
    }

    private static void show(PrintWriter out, Locale locale, Plan plan) {
        heading(out, PLAN.in(locale));
        if (plan.refusal().isPresent()) {
            paragraph(out, REFUSED.in(locale) + plan.refusal().get().in(locale));
            return;
        }
        if (plan.steps().isEmpty()) {
            paragraph(out, NOTHING.in(locale));
        }
        out.println("<ol>");
        plan.steps().forEach(step -> out.println("<li>" + text(step.sentence().in(locale)) + "</li>"));
        out.println("</ol>");
        form(out, CARRY_OUT.in(locale), Map.of("plan", plan.id()));
    }

    private static void tell(PrintWriter out, Locale locale, Outcome outcome) {
        if (outcome instanceof Outcome.Refused no) {
            paragraph(out, REFUSED.in(locale) + no.reason().in(locale));
        } else if (outcome instanceof Outcome.RolledBack no) {
            paragraph(out, TAKEN_BACK.in(locale) + no.reason().in(locale));
        } else {
            paragraph(out, DONE.in(locale));
        }
    }

    private static void row(PrintWriter out, String name, String what, String state) {
        out.print("<tr><td>" + text(name) + "</td><td>" + text(what) + "</td><td>" + text(state) + "</td>");
    }

    private static void heading(PrintWriter out, String words) {
        out.println("<h2>" + text(words) + "</h2>");
    }

    private static void paragraph(PrintWriter out, String words) {
        out.println("<p>" + text(words) + "</p>");
    }

    private static void form(PrintWriter out, String label, Map<String, String> fields) {
        out.print("<form method=\"post\">");
        fields.forEach((name, value) ->
                out.print("<input type=\"hidden\" name=\"" + name + "\" value=\"" + text(value) + "\">"));
        out.println("<button type=\"submit\">" + text(label) + "</button></form>");
    }

    private static String text(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
