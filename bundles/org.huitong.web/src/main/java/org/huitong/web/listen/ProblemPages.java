// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.huitong.api.text.LocalText;
import org.huitong.web.Language;
import org.huitong.web.ProblemDetails;

/** What the server itself turns away, before any servlet sees it, gets the same kind of answer as everything else. */
final class ProblemPages extends ErrorHandler {
    private static final String NOT_UNDERSTOOD = "bad-request";

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback)
            throws java.io.IOException {
        ProblemDetails problem = problem(code, reason(code, message));
        Locale language = Language.wanted(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, language.toLanguageTag());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (problem.word().equals(NOT_UNDERSTOOD)) {
            // Where it ends, and whether the next one begins there, is not known: Jetty shuts the connection.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(problem.json(language)), callback);
    }

    /** Whatever was asked: by itself Jetty says something only to a few methods. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    /** @param reason in the server's own words, which are English */
    private static ProblemDetails problem(int code, String reason) {
        return switch (code) {
            case HttpStatus.UNAUTHORIZED_401 -> ProblemDetails.of(code, "login-needed", LocalText.of("请先登录。", reason));
            case HttpStatus.FORBIDDEN_403 -> ProblemDetails.of(code, "forbidden", LocalText.of("没有权限。", reason));
            case HttpStatus.NOT_FOUND_404 -> ProblemDetails.of(
                    code, "not-found", LocalText.of("这个地址不存在。", "There is nothing at this address."));
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> ProblemDetails.of(
                    code,
                    "method-not-allowed",
                    LocalText.of("这个地址不支持这种请求方法。", "This address does not take this method."));
                // Of HTTP itself, and so of who speaks it.
            case HttpStatus.NOT_IMPLEMENTED_501, HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> odd(code, reason);
            default -> code >= HttpStatus.INTERNAL_SERVER_ERROR_500
                    ? ProblemDetails.of(
                            code, "internal", LocalText.of("汇通内部出错。", "Something went wrong inside the hub."))
                    : odd(code, reason);
        };
    }

    private static ProblemDetails odd(int code, String reason) {
        return ProblemDetails.of(
                code,
                NOT_UNDERSTOOD,
                LocalText.of("无法理解这个请求（HTTP " + code + "）。", "The request cannot be understood: " + reason));
    }

    private static String reason(int code, String message) {
        String words = message == null || message.isBlank() ? HttpStatus.getMessage(code) : message.strip();
        return words.endsWith(".") ? words : words + ".";
    }
}
