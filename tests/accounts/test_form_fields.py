"""How any form is drawn: the classes of the kit, labels, sentences at their field."""

import re

from django import forms


class Example(forms.Form):
    name = forms.CharField(help_text="As on the door")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    note = forms.CharField(widget=forms.Textarea(attrs={"class": "mono"}))
    sure = forms.BooleanField(label="I am sure")
    way = forms.ChoiceField(choices=[("x", "X")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput)


def drawn(form: forms.Form) -> str:
    return re.sub(r"\s+", " ", str(form))


def test_each_widget_has_the_class_of_the_kit() -> None:
    text = drawn(Example(initial={"kind": "b", "key": "k"}))
    assert '<input type="text" name="name" class="form-control"' in text
    assert '<select name="kind" class="form-select"' in text
    assert '<option value="b" selected>B</option>' in text
    assert 'class="form-control mono"' in text
    assert text.count('class="mono"') == 0
    assert '<input type="checkbox" name="sure" class="form-check-input"' in text
    assert '<input type="radio" name="way" value="x" class="form-check-input"' in text
    assert '<input type="hidden" name="key" value="k" id="id_key"' in text


def test_labels_and_help_belong_to_their_field() -> None:
    text = drawn(Example())
    assert '<label class="form-label required" for="id_name">Name</label>' in text
    assert 'aria-describedby="id_name_helptext"' in text
    assert 'id="id_name_helptext">As on the door' in text
    assert "<legend" in text


def test_what_is_wrong_stands_at_its_field() -> None:
    form = Example({"name": "<b>", "kind": "z"})
    form.add_error(None, "The whole is wrong.")
    text = drawn(form)
    assert 'class="form-select is-invalid"' in text
    assert 'id="id_kind_error"' in text
    assert "invalid-feedback d-block" in text
    assert 'value="&lt;b&gt;"' in text
    assert "alert alert-danger" in text
