import type { ServiceType } from "../../model/record.ts";
import { BLANK, isPlaceholder, key, known, words, type ValueReader } from "./value.ts";

const TYPE_OF = words<ServiceType>(
  ["case", "个案 个案工作 个案管理 个案辅导 case"],
  ["group", "小组 小组工作 小组活动 团体 小组单位 group"],
  ["activity", "活动 社区活动 社区工作 宣传 讲座 activity"],
  ["new-project", "新服务项目 新拓展项目 new-project"],
  ["indirect:培训", "培训"], ["indirect:会议", "会议"], ["indirect:行政", "行政"], ["indirect:督导", "督导"],
);

/** The words that a drop-down offers: those that rules tell apart, and common others, which are kept by their name. */
export const SERVICE_TYPE_TEXTS = ["个案", "小组", "活动", "新服务项目", "走访", "探访", "电访", "咨询", "培训", "会议", "行政", "督导"] as const;

/** The type of a service; one that no rule tells apart is kept by its name (data.md, section 3). */
export const readServiceType: ValueReader<ServiceType> = (cell) => {
  const text = key(cell);
  return isPlaceholder(text) ? BLANK : known(TYPE_OF(text) ?? text);
};
