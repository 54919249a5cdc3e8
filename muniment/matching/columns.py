"""Which column of a table is what: guessed from its header and cells, kept as a small TOML that people can change."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muniment.errors import TableError
from muniment.text import folded

#: what a column can be; `identifier` and `text` may be several
ROLES = (
    "id", "name", "given", "surname", "other_name", "father", "sex", "age", "born", "died", "place", "identifier",
    "text",
)  # fmt: skip
MANY = ("identifier", "text", "place")

#: headers as people write them, folded, without spaces and signs → role; English, Persian, Arabic, Spanish
_WORDS = {
    "id": """
        id recid recordid no number nr num row rowid uid ref refno code serial index شماره ردیف رقم الرقم شناسه
        کد numero identificador codigo
    """,
    "name": """
        name fullname victimname personname nameofvictim victim nombre nombrecompleto nombreyapellido
        nombreyapellidos nombres نام نامونامخانوادگی نامکامل الاسم اسم الاسمالکامل الاسمرباعی اسمالشهید arname
        namear arabicname namefa persianname
    """,
    "given": """
        given givenname firstname forename fname first nombrepropio primernombre نامکوچک الاسمالاول
    """,
    "surname": """
        surname lastname familyname family last lname apellido apellidos نامخانوادگی فامیل شهرت اللقب العایله
        اسمالعایله الکنیه
    """,
    "other_name": """
        enname nameen englishname latinname transliteration nametransliterated othername alias aka nameinenglish
        nombreeningles alsoknownas نامانگلیسی نامدیگر الاسمبالانجلیزیه
    """,
    "father": """
        father fathername fathersname nameoffather patronymic padre nombredelpadre نامپدر پدر اسمالاب الاب
        اسمالوالد الوالد
    """,
    "sex": """
        sex gender sexo genero جنس جنسیت الجنس النوع
    """,
    "age": """
        age ageyears ageatdeath edad سن العمر عمر
    """,
    "born": """
        dob dateofbirth birthdate birth born birthday birthyear yearofbirth yob birthd fechadenacimiento
        nacimiento anodenacimiento تاریختولد تولد سالتولد تاریخالمیلاد المیلاد سنهالمیلاد موالید
    """,
    "died": """
        dod dateofdeath deathdate death died date killedon dateofkilling datekilled executiondate
        dateofexecution deathyear fechademuerte fechadefallecimiento muerte fecha تاریخمرگ تاریخوفات
        تاریخکشتهشدن تاریخاعدام تاریخشهادت مرگ تاریخ تاریخالوفاه الوفاه تاریخالاستشهاد التاریخ
    """,
    "place": """
        place location city town village province placeofdeath placeofbirth region governorate district suburb
        state county municipality departamento municipio lugar ciudad provincia محل شهر استان روستا محلکشتهشدن
        محلتولد مکان المکان المدینه المحافظه مکانالوفاه
    """,
    "identifier": """
        nationalid ssn socsecid socialsecurity phone phonenumber telephone telefono passport idnumber dni cedula
        documento شمارهملی کدملی شناسنامه تلفن رقمالهویه الهویه
    """,
    "text": """
        address address1 address2 street streetnumber direccion domicilio نشانی آدرس ادرس العنوان postcode zip
        zipcode codigopostal
    """,
}
HEADERS: Mapping[str, str] = {header: role for role, words in _WORDS.items() for header in words.split()}

_DATE = re.compile(r"[\d۰-۹٠-٩]{1,4}[-/.][\d۰-۹٠-٩]{1,2}[-/.][\d۰-۹٠-٩]{1,4}.*")
_SEXES = frozenset(
    [
        "m",
        "f",
        "male",
        "female",
        "man",
        "woman",
        "h",
        "v",
        "مرد",
        "زن",
        "ذکر",
        "انثی",
        "انثي",
        "hombre",
        "mujer",
        "masculino",
        "femenino",
    ]
)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Roles of a table's columns: role → headers, in their order; and what was guessed, in sentences, to be asked."""

    roles: Mapping[str, tuple[str, ...]]
    guesses: tuple[str, ...] = ()
    calendars: Mapping[str, str] = ()  # type: ignore[assignment]

    def columns(self, role: str) -> tuple[str, ...]:
        """The headers of a role; none when the table has no such column."""
        return self.roles.get(role, ())


def guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> ColumnMapping:
    """The mapping that a table's header suggests; where it says nothing, its cells (the first 200 rows)."""
    roles: dict[str, list[str]] = {}
    guesses = []
    unknown = []
    for at, title in enumerate(header):
        role = HEADERS.get(_plain(title))
        if role is None:
            unknown.append(at)
        elif role in roles and role not in MANY:
            if role == "name":
                roles.setdefault("other_name", []).append(title)
                guesses.append(f"{title!r} is read as another spelling of the name")
            else:
                guesses.append(f"{title!r} is left out: {roles[role][0]!r} is read as {role} already")
        else:
            roles.setdefault(role, []).append(title)
    for at in unknown:
        cells = [row[at].strip() for row in rows[:200] if at < len(row) and row[at].strip()]
        if not cells:
            continue
        role = _by_cells(cells, roles)
        if role:
            roles.setdefault(role, []).append(header[at])
            guesses.append(f"{header[at]!r} is read as {role}, by its cells")
    if "name" not in roles and "given" not in roles and "surname" not in roles and "other_name" in roles:
        roles["name"] = roles.pop("other_name")[:1]
    return ColumnMapping({role: tuple(found) for role, found in roles.items()}, tuple(guesses), {})


def _by_cells(cells: Sequence[str], roles: Mapping[str, Sequence[str]]) -> str | None:
    def most(test: object) -> bool:
        return sum(bool(test(one)) for one in cells) > 0.8 * len(cells)  # type: ignore[operator]

    if "sex" not in roles and most(lambda one: folded(one) in _SEXES):
        return "sex"
    if "died" not in roles and most(_DATE.fullmatch):
        return "died" if "born" in roles else None
    words = [len(one.split()) for one in cells]
    letters = most(lambda one: one.replace(" ", "").replace("-", "").replace("'", "").isalpha())
    if (
        not {"name", "given", "surname"} & set(roles)
        and letters
        and sum(words) / len(words) > 1.5
        and len(set(cells)) > 0.5 * len(cells)
    ):
        return "name"
    return None


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", folded(title))


def as_toml(mapping: ColumnMapping) -> str:
    """The mapping as TOML, to be kept and changed: role = ["header", …]."""
    lines = ["# Which column of the table is what. Delete a line to leave a column out.", ""]
    lines += [f"# {one}" for one in mapping.guesses]
    lines += [
        f"{role} = {json.dumps(list(mapping.roles[role]), ensure_ascii=False)}"
        for role in ROLES
        if role in mapping.roles
    ]
    if mapping.calendars:
        lines += ["", "[calendars]"]
        lines += [f"{role} = {json.dumps(name)}" for role, name in mapping.calendars.items()]
    return "\n".join(lines) + "\n"


def from_toml(text: str, *, file: str = "the mapping") -> ColumnMapping:
    """A mapping that `as_toml` wrote or a person changed. Raises `TableError` for an unknown role or calendar."""
    try:
        stored = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f'{file} is not TOML ({error}); write lines such as name = ["Full name"]') from error
    calendars = stored.pop("calendars", {})
    roles: dict[str, tuple[str, ...]] = {}
    for role, columns in stored.items():
        if role not in ROLES:
            raise TableError(f"{file} speaks of {role!r}; a column can be {', '.join(ROLES)}")
        listed = (columns,) if isinstance(columns, str) else tuple(columns) if isinstance(columns, list) else ()
        if not listed or not all(isinstance(one, str) for one in listed):
            raise TableError(f"{file}: {role} must be a header or a list of headers")
        roles[role] = listed
    for role, name in calendars.items():
        if role not in ("born", "died") or name not in ("gregorian", "jalali", "hijri", "imperial"):
            raise TableError(f"{file}: calendars are given for born and died, as gregorian, jalali, hijri or imperial")
    return ColumnMapping(roles, (), calendars)
