// Back to the form as it was filled in; without scripts the link opens it anew.
const link = document.getElementById("back");
if (link && history.length > 1) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });
}
