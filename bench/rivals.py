# What a user would write instead, and no rule judged by it.
#   python3 bench/rivals.py group LOG.csv          pandas: every column read, the records counted by worker and month
#   python3 bench/rivals.py pandas FOLDER          pandas: frontline workers to a supervisor by agency, and the same counts
#   python3 bench/rivals.py csv FOLDER             the same with Python's csv
#   python3 bench/rivals.py openpyxl LOG.xlsx      openpyxl in its read-only mode: the same counts of a workbook
#   python3 bench/rivals.py recode FROM TO         a CSV in GB18030
# Says at its end, in the file that HEGE_BENCH_USED names, what memory (kilobytes) and processor time (microseconds) it took.
import collections
import json
import os
import resource
import sys

AGENCY, DATE, WORKER = "机构名称", "日期", "社工姓名"
SUPERVISORS = {"初级督导", "见习督导"}


def encoding_of(path):
    with open(path, "rb") as file:
        return "utf-8-sig" if file.read(3) == b"\xef\xbb\xbf" else "gb18030"


def group(path):
    import pandas
    log = pandas.read_csv(path, dtype=str, encoding=encoding_of(path))
    month = log[DATE].str.replace(r"[年/]", "-", regex=True).str.slice(0, 7)
    return len(log.groupby([AGENCY, WORKER, month]).size())


def with_pandas(folder):
    import pandas
    roster_file = os.path.join(folder, "花名册.csv")
    roster = pandas.read_csv(roster_file, dtype=str, encoding=encoding_of(roster_file))
    posts = roster.groupby([AGENCY, "岗位"]).size().unstack(fill_value=0)
    ratios = posts["一线社工"] / posts[[post for post in posts.columns if post in SUPERVISORS]].sum(axis=1)
    return len(ratios), group(os.path.join(folder, "服务记录.csv"))


def with_csv(folder):
    import csv
    workers, supervisors, counts = collections.Counter(), collections.Counter(), collections.Counter()
    roster = os.path.join(folder, "花名册.csv")
    with open(roster, encoding=encoding_of(roster), newline="") as file:
        for row in csv.DictReader(file):
            workers[row[AGENCY]] += row["岗位"] == "一线社工"
            supervisors[row[AGENCY]] += row["岗位"] in SUPERVISORS
    log = os.path.join(folder, "服务记录.csv")
    with open(log, encoding=encoding_of(log), newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        agency, date, worker = (header.index(name) for name in (AGENCY, DATE, WORKER))
        for row in rows:
            counts[row[agency], row[worker], row[date].replace("年", "-").replace("/", "-")[:7]] += 1
    return len([workers[name] / supervisors[name] for name in workers if supervisors[name]]), len(counts)


def with_openpyxl(path):
    import openpyxl
    rows = openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)
    header = next(rows)
    agency, date, worker = (header.index(name) for name in (AGENCY, DATE, WORKER))
    counts = collections.Counter()
    for row in rows:
        counts[row[agency], row[worker], str(row[date]).replace("年", "-").replace("/", "-")[:7]] += 1
    return len(counts)


def recode(source, target):
    with open(source, encoding="utf-8-sig", newline="") as read, open(target, "w", encoding="gb18030", newline="") as write:
        for line in read:
            write.write(line)


COMMANDS = {"group": group, "pandas": with_pandas, "csv": with_csv, "openpyxl": with_openpyxl, "recode": recode}
print(COMMANDS[sys.argv[1]](*sys.argv[2:]))
if "HEGE_BENCH_USED" in os.environ:
    used = resource.getrusage(resource.RUSAGE_SELF)
    with open(os.environ["HEGE_BENCH_USED"], "w") as file:
        json.dump({"maxRSS": used.ru_maxrss, "userCPUTime": used.ru_utime * 1e6, "systemCPUTime": used.ru_stime * 1e6}, file)
