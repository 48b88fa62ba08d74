// Texts that somebody hostile enters, or that stand in a case.
export const attack =
  `"><img src=x onerror=window.ran=1><script>window.ran=1</script>{{t.error}}</textarea>`;
export const bidi = "\u202Etxt.exe\u2066";
