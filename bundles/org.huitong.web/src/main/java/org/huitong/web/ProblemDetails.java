// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * What went wrong, as RFC 9457 tells it, in the language of whoever asked.
 *
 * @param word for programs, stable; the type is a URI that ends with it
 * @param detail for people
 * @param incident where only the log may say more: what to look for there
 * @param fields what is wrong with single fields of the body
 */
public record ProblemDetails(
        int status, String word, LocalText detail, Optional<String> incident, Map<String, LocalText> fields) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, LocalText> TITLES = Map.ofEntries(
            Map.entry(400, LocalText.of("请求有误", "Bad request")),
            Map.entry(401, LocalText.of("未登录", "Not logged in")),
            Map.entry(403, LocalText.of("没有权限", "Not allowed")),
            Map.entry(404, LocalText.of("不存在", "Not found")),
            Map.entry(405, LocalText.of("方法不允许", "Method not allowed")),
            Map.entry(406, LocalText.of("无法按要求返回", "Not acceptable")),
            Map.entry(409, LocalText.of("冲突", "Conflict")),
            Map.entry(413, LocalText.of("内容太大", "Too large")),
            Map.entry(415, LocalText.of("不支持的内容类型", "Media type not supported")),
            Map.entry(422, LocalText.of("无法处理", "Cannot be processed")),
            Map.entry(429, LocalText.of("请求太频繁", "Too many requests")),
            Map.entry(500, LocalText.of("内部错误", "Internal error")),
            Map.entry(503, LocalText.of("暂时不可用", "Not available now")));
    private static final LocalText CANNOT = LocalText.of("无法完成", "Cannot be done");

    public static ProblemDetails of(int status, String word, LocalText detail) {
        return new ProblemDetails(status, word, detail, Optional.empty(), Map.of());
    }

    public static ProblemDetails of(Problem problem) {
        return new ProblemDetails(
                problem.status(), problem.word(), problem.detail(), Optional.empty(), problem.fields());
    }

    /** For what is our fault: the caller learns a number, the log has the rest under it. */
    public static ProblemDetails newIncident() {
        return new ProblemDetails(
                500,
                "internal",
                LocalText.of(
                        "汇通内部出错。日志中按这个编号可以查到原因。",
                        "Something went wrong inside the hub. The log tells more under this incident."),
                Optional.of(UUID.randomUUID().toString()),
                Map.of());
    }

    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale language = Language.wanted(request.getHeader("Accept-Language"));
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Content-Language", language.toLanguageTag());
        byte[] body = json(language);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }

    /** The body of an answer in this language. */
    public byte[] json(Locale language) {
        try {
            return Json.MAPPER.writeValueAsBytes(new Members(
                    "urn:huitong:problem:" + word,
                    title().in(language),
                    status,
                    detail.in(language),
                    word,
                    incident.orElse(null),
                    fields.isEmpty() ? null : spoken(language)));
        } catch (IOException e) {
            throw new UncheckedIOException("problem details are plain values", e);
        }
    }

    private Map<String, String> spoken(Locale language) {
        Map<String, String> spoken = new TreeMap<>();
        fields.forEach((field, wrong) -> spoken.put(field, wrong.in(language)));
        return spoken;
    }

    private LocalText title() {
        return TITLES.getOrDefault(status, status < 500 ? CANNOT : TITLES.get(500));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Members(
            String type,
            String title,
            int status,
            String detail,
            String word,
            String incident,
            Map<String, String> fields) {}
}
