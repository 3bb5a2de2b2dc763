// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.huitong.api.text.LocalText;

/** Our sentences for what WeCom tells of, in both languages. Pure. */
final class WecomTitles {
    /** An event, or an event with what happened in it; then the sentences. */
    private static final String TABLE =
            """
            subscribe | 成员关注了应用 | A member followed the application
            unsubscribe | 成员取消关注了应用 | A member no longer follows the application
            enter_agent | 成员进入了应用 | A member opened the application
            location | 成员上报了位置 | A member reported where they are
            click | 成员点击了菜单 | A member chose an entry of the menu
            view | 成员从菜单打开了网页 | A member opened a page from the menu
            view_miniprogram | 成员从菜单打开了小程序 | A member opened a mini program from the menu
            scancode_push | 成员扫描了二维码 | A member scanned a code
            scancode_waitmsg | 成员扫描了二维码，正在等待回复 | A member scanned a code and waits for an answer
            pic_sysphoto | 成员从菜单拍照发送 | A member sent a photo from the menu
            pic_photo_or_album | 成员从菜单拍照或选图发送 | A member sent a photo or a picture from the menu
            pic_weixin | 成员从菜单选图发送 | A member sent pictures from the menu
            location_select | 成员从菜单选择了位置 | A member chose a place from the menu
            template_card_event | 成员操作了模板卡片 | A member answered a card
            template_card_menu_event | 成员点击了模板卡片右上角的菜单 | A member used the menu of a card
            taskcard_click | 成员点击了任务卡片 | A member answered a task card
            attachment | 成员点击了消息里的按钮 | A member pressed a button of a message
            batch_job_result | 异步任务已完成 | A job of the platform is done
            upload_media_job_finish | 素材上传任务已完成 | An upload of media is done
            share_agent_change | 应用的共享范围变更 | The application is shared with other companies, or no longer
            share_chain_change | 上下游的应用共享变更 | The application is shared along the chain, or no longer
            inactive_alert | 应用长期未使用，即将停用 | The application is not used and will be stopped
            close_inactive_agent | 应用长期未使用，已停用 | The application was not used and is stopped
            reopen_inactive_agent | 应用已重新启用 | The application is in use again
            low_active_alert | 应用活跃度低的预警 | A warning that the application is little used
            low_active | 应用成为低活跃应用 | The application counts as little used
            active_restored | 应用恢复活跃 | The application counts as used again
            change_app_admin | 应用管理员变更 | The administrators of the application changed
            agree_external_userid_migration | 企业同意了客户编号的升级 | A company agreed to new ids of customers
            security | 安全管理事件 | An event of security
            security.change_domain_ip | 企业微信的域名或 IP 变更 | A domain or an address of WeCom changed

            open_approval_change | 自建审批的状态变更 | An approval of an application changed
            open_approval_change.1 | 自建审批进行中 | An approval of an application is under way
            open_approval_change.2 | 自建审批已通过 | An approval of an application was granted
            open_approval_change.3 | 自建审批被驳回 | An approval of an application was refused
            open_approval_change.4 | 自建审批已取消 | An approval of an application was cancelled
            sys_approval_change | 审批的状态变更 | An approval changed
            sys_approval_change.1 | 审批进行中 | An approval is under way
            sys_approval_change.2 | 审批已通过 | An approval was granted
            sys_approval_change.3 | 审批被驳回 | An approval was refused
            sys_approval_change.4 | 审批已撤销 | An approval was withdrawn
            sys_approval_change.6 | 审批通过后被撤销 | An approval was withdrawn after it had been granted
            sys_approval_change.7 | 审批已删除 | An approval was deleted
            sys_approval_change.10 | 审批已支付 | An approval was paid

            change_contact | 通讯录变更 | The directory changed
            change_contact.create_user | 通讯录新增成员 | A member joined the directory
            change_contact.update_user | 通讯录更新成员 | A member of the directory changed
            change_contact.delete_user | 通讯录删除成员 | A member left the directory
            change_contact.create_party | 通讯录新增部门 | A department joined the directory
            change_contact.update_party | 通讯录更新部门 | A department of the directory changed
            change_contact.delete_party | 通讯录删除部门 | A department left the directory
            change_contact.update_tag | 通讯录标签的成员变更 | The members of a tag changed
            change_chain | 上下游变更 | A chain of companies changed
            change_chain.create_chain | 创建了上下游 | A chain of companies was made
            change_chain.update_chain | 更新了上下游 | A chain of companies was changed
            change_chain.delete_chain | 删除了上下游 | A chain of companies was deleted
            change_chain.create_group | 上下游新增分组 | A group joined the chain
            change_chain.update_group | 上下游更新分组 | A group of the chain changed
            change_chain.delete_group | 上下游删除分组 | A group left the chain
            change_chain.corp_join | 企业加入了上下游 | A company joined the chain
            change_chain.update_corp | 上下游更新企业 | A company of the chain changed
            change_chain.remove_corp | 企业被移出上下游 | A company was removed from the chain
            change_school_contact | 家校通讯录变更 | The school's directory changed
            change_school_contact.create_student | 家校通讯录新增学生 | A student joined the school's directory
            change_school_contact.update_student | 家校通讯录更新学生 | A student of the school's directory changed
            change_school_contact.delete_student | 家校通讯录删除学生 | A student left the school's directory
            change_school_contact.create_parent | 家校通讯录新增家长 | A parent joined the school's directory
            change_school_contact.update_parent | 家校通讯录更新家长 | A parent of the school's directory changed
            change_school_contact.delete_parent | 家校通讯录删除家长 | A parent left the school's directory
            change_school_contact.create_department | 家校通讯录新增部门 | A department joined the school's directory
            change_school_contact.update_department | 家校通讯录更新部门 | A department of the school's directory changed
            change_school_contact.delete_department | 家校通讯录删除部门 | A department left the school's directory
            change_school_contact.subscribe | 家长关注了学校通知 | A parent follows the school
            change_school_contact.unsubscribe | 家长取消关注了学校通知 | A parent no longer follows the school
            change_school_contact_batch | 家校通讯录批量变更 | Much of the school's directory changed

            change_external_contact | 客户变更 | A customer changed
            change_external_contact.add_external_contact | 成员添加了客户 | A member added a customer
            change_external_contact.edit_external_contact | 成员修改了客户的信息 | A member changed what is known of a customer
            change_external_contact.add_half_external_contact | 客户免验证添加了成员 | A customer added a member who need not agree
            change_external_contact.del_external_contact | 成员删除了客户 | A member removed a customer
            change_external_contact.del_follow_user | 客户删除了成员 | A customer removed a member
            change_external_contact.transfer_fail | 客户接替失败 | A customer could not be handed on
            change_external_contact.msg_audit_approved | 客户同意了会话内容存档 | A customer agreed that chats are archived
            change_external_chat | 客户群变更 | A group with customers changed
            change_external_chat.create | 创建了客户群 | A group with customers was made
            change_external_chat.update | 客户群变更 | A group with customers changed
            change_external_chat.dismiss | 客户群已解散 | A group with customers was dissolved
            change_external_chat.add_member | 客户群有人加入 | Somebody joined a group with customers
            change_external_chat.del_member | 客户群有人退出 | Somebody left a group with customers
            change_external_chat.change_owner | 客户群的群主变更 | A group with customers has another owner
            change_external_chat.change_name | 客户群的名称变更 | A group with customers has another name
            change_external_chat.change_notice | 客户群的公告变更 | A group with customers has another notice
            change_external_tag | 客户标签变更 | Tags of customers changed
            change_external_tag.create | 创建了客户标签 | A tag of customers was made
            change_external_tag.update | 修改了客户标签 | A tag of customers was changed
            change_external_tag.delete | 删除了客户标签 | A tag of customers was deleted
            change_external_tag.shuffle | 客户标签重新排序 | The tags of customers were put in order
            customer_acquisition | 获客助手事件 | An event of customer acquisition
            customer_acquisition.balance_low | 获客额度即将用完 | The quota for new customers is nearly used up
            customer_acquisition.balance_exhausted | 获客额度已用完 | The quota for new customers is used up
            customer_acquisition.balance_increased | 获客额度增加 | The quota for new customers grew
            customer_acquisition.quota_expire_soon | 获客额度即将过期 | The quota for new customers runs out soon
            customer_acquisition.link_unavailable | 获客链接不可用 | A link for new customers cannot be used
            customer_acquisition.delete_link | 删除了获客链接 | A link for new customers was deleted
            customer_acquisition.open_profile | 客户打开了名片 | A customer opened a profile
            customer_acquisition.friend_request | 客户通过获客链接申请好友 | A customer asked to be added through a link
            customer_acquisition.customer_start_chat | 客户开始了会话 | A customer began a chat
            customer_acquisition.message_from_customer | 客户发来了消息 | A customer wrote
            customer_acquisition.del_follow_user | 客户删除了成员 | A customer removed a member
            customer_acquisition_permit_change | 可建联客户的成员范围变更 | Which members may reach customers changed
            kf_msg_or_event | 微信客服有新消息或事件 | The customer service has news
            kf_account_auth_change | 客服账号的授权变更 | Which accounts of the customer service may be used changed
            msgaudit_notify | 会话内容存档有新消息 | The chat archive has news

            living_status_change | 直播状态变更 | A live broadcast changed
            living_status_change.0 | 预约了直播 | A live broadcast was booked
            living_status_change.1 | 直播开始 | A live broadcast began
            living_status_change.2 | 直播结束 | A live broadcast ended
            living_status_change.3 | 直播已过期 | A live broadcast was missed
            living_status_change.4 | 直播已取消 | A live broadcast was cancelled
            modify_calendar | 日历变更 | A calendar changed
            delete_calendar | 日历被删除 | A calendar was deleted
            add_schedule | 新增日程 | A schedule was made
            modify_schedule | 日程变更 | A schedule changed
            delete_schedule | 日程被删除 | A schedule was deleted
            respond_schedule | 成员回复了日程 | A member answered a schedule
            book_meeting_room | 预定了会议室 | A meeting room was booked
            cancel_meeting_room | 取消了会议室 | A meeting room was given back
            meeting_statistics | 会议统计事件 | Figures of meetings
            meeting_statistics.start_meeting | 成员发起了会议 | A member began a meeting
            meeting_change | 会议变更 | A meeting changed
            meeting_change.modify_meeting | 会议被修改 | A meeting was changed
            meeting_change.cancel_meeting | 会议被取消 | A meeting was cancelled
            meeting_change.meeting_start | 会议开始 | A meeting began
            meeting_change.meeting_end | 会议结束 | A meeting ended
            meeting_change.meeting_mute_all | 会议全体静音 | Everybody in a meeting was muted
            meeting_change.meeting_unmute_all | 会议解除全体静音 | Everybody in a meeting may speak again
            meeting_change.join_meeting | 成员进入会议 | Somebody joined a meeting
            meeting_change.quit_meeting | 成员离开会议 | Somebody left a meeting
            meeting_change.join_meeting_before_host | 成员等待主持人入会 | Somebody waits for a meeting's host
            meeting_change.join_waiting_room | 成员进入等候室 | Somebody entered a waiting room
            meeting_change.quit_waiting_room | 成员离开等候室 | Somebody left a waiting room
            meeting_change.join_from_meeting_room | 成员从等候室进入会议 | Somebody came from the waiting room
            meeting_change.move_to_waiting_room | 成员被移入等候室 | Somebody was moved to the waiting room
            meeting_change.open_screen_share | 开始共享屏幕 | A screen is shared
            meeting_change.close_screen_share | 停止共享屏幕 | A screen is no longer shared
            meeting_change.role_change | 会议成员的角色变更 | The role of somebody in a meeting changed
            meeting_change.webinar_role_change | 网络研讨会成员的角色变更 | The role of somebody in a webinar changed
            meeting_change.webinar_warm_up_upload | 网络研讨会暖场素材的上传结果 | The result of an upload for a webinar
            meeting_change.pstn_status_update | 会议外呼的状态变更 | A call out of a meeting changed
            meeting_change.medium_upload | 会议素材的上传结果 | The result of an upload for a meeting
            meeting_change.meeting_room_response | 会议室的应答结果 | The answer of a meeting room
            meeting_change.start_recording | 开始云录制 | The recording of a meeting began
            meeting_change.pause_recording | 暂停云录制 | The recording of a meeting paused
            meeting_change.resume_recording | 恢复云录制 | The recording of a meeting goes on
            meeting_change.stop_recording | 停止云录制 | The recording of a meeting stopped
            meeting_change.recording_complete | 云录制已完成 | The recording of a meeting is ready
            meeting_change.delete_recording | 云录制被删除 | The recording of a meeting was deleted
            meeting_change.enroll | 报名了会议 | Somebody signed up for a meeting
            meeting_change.cancel_enroll | 取消了会议报名 | Somebody no longer takes part in a meeting
            doc_change | 文档变更 | A document changed
            doc_change.doc_member_change | 文档的成员变更 | The members of a document changed
            doc_change.delete_doc | 文档被删除 | A document was deleted
            doc_change.form_complete | 有人填完了收集表 | Somebody completed a form
            doc_change.delete_form | 收集表被删除 | A form was deleted
            doc_change.form_settings_change | 收集表的设置变更 | The settings of a form changed
            smart_sheet_change | 智能表格变更 | A smart sheet changed
            smart_sheet_change.add_record | 智能表格新增记录 | Records joined a smart sheet
            smart_sheet_change.update_record | 智能表格更新记录 | Records of a smart sheet changed
            smart_sheet_change.delete_record | 智能表格删除记录 | Records left a smart sheet
            smart_sheet_change.add_field | 智能表格新增字段 | Fields joined a smart sheet
            smart_sheet_change.update_field | 智能表格更新字段 | Fields of a smart sheet changed
            smart_sheet_change.delete_field | 智能表格删除字段 | Fields left a smart sheet
            wedrive_insufficient_capacity | 微盘容量不足 | The drive is nearly full
            wedrive_space_change | 微盘空间变更 | A space of the drive changed
            wedrive_space_change.dismiss_space | 微盘空间已解散 | A space of the drive was dissolved
            wedrive_space_change.space_member_change | 微盘空间的成员变更 | The members of a space of the drive changed
            wedrive_space_change.space_security_settings_change | 微盘空间的安全设置变更 | The security of a space of the drive changed
            wedrive_file_change | 微盘文件变更 | A file of the drive changed
            wedrive_file_change.create_file | 微盘新增文件 | A file joined the drive
            wedrive_file_change.rename_file | 微盘文件重命名 | A file of the drive has another name
            wedrive_file_change.update_file | 微盘更新文件 | A file of the drive changed
            wedrive_file_change.delete_file | 微盘删除文件 | A file left the drive
            wedrive_file_change.move_file | 微盘移动文件 | A file of the drive was moved
            app_email_change | 应用邮箱有新邮件 | The application has mail
            public_email_change | 公共邮箱有新邮件 | A shared mailbox has mail

            suite_ticket | 平台推送了第三方应用的票据 | The platform handed the suite its ticket
            create_auth | 企业授权了第三方应用 | A company authorised the suite
            change_auth | 企业变更了对第三方应用的授权 | A company changed what the suite may do
            cancel_auth | 企业取消了对第三方应用的授权 | A company withdrew the suite
            del_auth | 企业删除了对第三方应用的授权 | A company deleted the suite
            reset_permanent_code | 企业重置了永久授权码 | A company made a new code for the suite
            register_corp | 企业通过服务商完成注册 | A company registered through the provider
            corp_arch_auth | 企业授权了组织架构 | A company opened its structure to the suite
            approve_special_auth | 企业同意了特殊权限 | A company granted special rights
            cancel_special_auth | 企业取消了特殊权限 | A company withdrew special rights
            unlicensed_notify | 成员没有接口许可 | A member has no licence for the interfaces
            license_pay_success | 接口许可支付成功 | A licence for the interfaces was paid
            license_refund | 接口许可退款 | A licence for the interfaces was paid back
            auto_activate | 接口许可自动激活 | Licences for the interfaces were activated
            open_order | 企业下单购买应用 | A company ordered the application
            change_order | 应用的订单变更 | An order of the application changed
            cancel_order | 应用的订单取消 | An order of the application was cancelled
            pay_for_app_success | 应用的订单支付成功 | An order of the application was paid
            refund | 应用的订单退款 | An order of the application was paid back
            change_editon | 应用的版本变更 | A company has another edition of the application

            enter_chat | 成员打开了与智能机器人的会话 | A member opened the chat with the robot
            feedback_event | 成员评价了智能机器人的回复 | A member judged an answer of the robot
            feedback_event.1 | 成员认为智能机器人的回复准确 | A member found an answer of the robot right
            feedback_event.2 | 成员认为智能机器人的回复不准确 | A member found an answer of the robot wrong
            feedback_event.3 | 成员取消了对智能机器人回复的评价 | A member took back what they had said of an answer
            disconnected_event | 智能机器人的长连接断开 | The robot's connection was closed
            """;

    private static final Map<String, LocalText> SENTENCES = sentences();

    private WecomTitles() {}

    /** @param within what happened in it, the most special first, as {@code update_user} */
    static LocalText of(String event, List<String> within) {
        String name = event.toLowerCase(Locale.ROOT);
        for (String word : within) {
            LocalText sentence = SENTENCES.get(name + "." + word.toLowerCase(Locale.ROOT));
            if (sentence != null) {
                return sentence;
            }
        }
        LocalText sentence = SENTENCES.get(name);
        return sentence != null ? sentence : LocalText.of("企业微信事件 " + event, "The event " + event + " of WeCom");
    }

    static LocalText ofKind(String kind) {
        return LocalText.of("企业微信消息，类型 " + kind, "A message of WeCom, kind " + kind);
    }

    private static Map<String, LocalText> sentences() {
        Map<String, LocalText> sentences = new HashMap<>();
        TABLE.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(" \\| "))
                .forEach(row -> {
                    sentences.put(row[0], LocalText.of(row[1], row[2]));
                    // The vendor writes field both rightly and as "filed".
                    if (row[0].endsWith("_field")) {
                        sentences.put(row[0].replace("_field", "_filed"), LocalText.of(row[1], row[2]));
                    }
                });
        return Map.copyOf(sentences);
    }
}
