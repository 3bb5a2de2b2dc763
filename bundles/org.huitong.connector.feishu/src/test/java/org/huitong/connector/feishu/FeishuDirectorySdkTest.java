// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.Client;
import com.lark.oapi.service.approval.v4.model.GetInstanceReq;
import com.lark.oapi.service.contact.v3.model.ChildrenDepartmentReq;
import com.lark.oapi.service.contact.v3.model.FindByDepartmentUserReq;
import com.lark.oapi.service.contact.v3.model.ListScopeReq;
import com.lark.oapi.service.contact.v3.model.PatchUserReq;
import com.lark.oapi.service.contact.v3.model.User;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.testkit.RecordingPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Of the directory and of approvals the vendor's Java SDK and the connector ask the same, but for what is written here:
 *
 * <ul>
 *   <li>{@code content-type}: the SDK says of calls without a body, too, that it is JSON.
 * </ul>
 */
class FeishuDirectorySdkTest {
    private RecordingPlatform platform;
    private Client sdk;
    private FeishuConnector connector;

    /** What is asked with the vendor's package. */
    private interface Asking {
        void ask() throws Exception;
    }

    @BeforeEach
    void open() throws Exception {
        platform = new RecordingPlatform(path -> path.contains("tenant_access_token")
                ? "{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t\",\"expire\":7200}"
                : "{\"code\":0,\"msg\":\"ok\",\"data\":{}}");
        sdk = Client.newBuilder("cli_9f5343c580712544", "s")
                .openBaseUrl(platform.address())
                .build();
        sdk.tenant().tenant().query();
        platform.forget();
        connector = Account.of(Map.of(
                        "verificationToken", "v", "appSecret", "s", "directory", "shut", "baseUrl", platform.address()))
                .connector();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void theCompanyIsAskedForAlike() throws Exception {
        both(() -> sdk.tenant().tenant().query(), connector::tenant);
        isAlikeButForItsType();
    }

    @Test
    void theDepartmentsAreAskedForAlike() throws Exception {
        both(
                () -> sdk.contact()
                        .department()
                        .children(ChildrenDepartmentReq.newBuilder()
                                .departmentId("0")
                                .departmentIdType("open_department_id")
                                .fetchChild(true)
                                .pageSize(50)
                                .build()),
                trail -> connector.departments(Optional.empty(), trail));
        isAlikeButForItsType();
    }

    @Test
    void thePeopleOfADepartmentAreAskedForAlike() throws Exception {
        both(
                () -> sdk.contact()
                        .user()
                        .findByDepartment(FindByDepartmentUserReq.newBuilder()
                                .departmentId("od-7")
                                .departmentIdType("open_department_id")
                                .pageSize(50)
                                .build()),
                trail -> connector.people("od-7", Optional.empty(), trail));
        isAlikeButForItsType();
    }

    @Test
    void theScopeIsAskedForAlike() throws Exception {
        both(
                () -> sdk.contact()
                        .scope()
                        .list(ListScopeReq.newBuilder()
                                .userIdType("open_id")
                                .departmentIdType("open_department_id")
                                .pageSize(50)
                                .build()),
                trail -> connector.departments(Optional.of("p"), trail));
        isAlikeButForItsType();
    }

    @Test
    void somebodyIsShutOutAlike() throws Exception {
        both(
                () -> sdk.contact()
                        .user()
                        .patch(PatchUserReq.newBuilder()
                                .userId("ou_1")
                                .userIdType("open_id")
                                .user(User.newBuilder().isFrozen(true).build())
                                .build()),
                trail -> connector.shutOut("ou_1", trail));
        assertThat(platform.differences()).isEmpty();
    }

    @Test
    void anApprovalIsAskedForAlike() throws Exception {
        both(
                () -> sdk.approval()
                        .v4()
                        .instance()
                        .get(GetInstanceReq.newBuilder()
                                .instanceId("81D31358")
                                .locale("zh-CN")
                                .build()),
                trail -> connector.elaborate(new Elaborator.Matter("81D31358", Account.TENANT), trail));
        isAlikeButForItsType();
    }

    private void isAlikeButForItsType() {
        assertThat(platform.differences()).containsExactly("header content-type: application/json;charset=utf-8 | -");
    }

    private <T> void both(Asking theirs, Function<Trail, Step<T>> ours) throws Exception {
        theirs.ask();
        Step<T> step = ours.apply(Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2)))));
        platform.make(((Step.Ask<T>) step).call());
    }
}
